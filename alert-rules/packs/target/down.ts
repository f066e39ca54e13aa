import { serviceKey } from "../../model";
import { labels, metric, minutes, promql } from "../../promql";

const up = metric("up");
const byTarget = labels(...serviceKey, "job", "instance");
const byJob = labels(...serviceKey, "job");

/** A target that responds to less than half of its scrapes in this window counts as down, even if its last scrape succeeded. */
export const window = minutes(5);
/** How long a new target may take until its first successful scrape, if another target of the job is up or the service is new. */
export const grace = minutes(5);

const answered = promql`max by (${byTarget}) (max_over_time(${up}[${grace}])) == 1`;

/**
 * Targets that are starting: discovered, but without a successful scrape yet. For example, a pod has an address while it still pulls its
 * image. The only target of a known service does not count as starting, because the service's previous target is gone.
 */
const starting = promql`
  (max by (${byTarget}) (${up}) == 0)
    unless on (${byTarget})
      ${answered}
    unless on (${byTarget})
      ${up} offset ${grace}
    and on (${byJob})
      (
          max by (${byJob}) (${up}) == 1
        or
          max by (${byJob}) (${up}) unless group by (${byJob}) (${up} offset ${grace})
      )`;

/** New targets that respond and have not failed since their first successful scrape. Earlier failed scrapes do not count. */
const started = promql`
  (max by (${byTarget}) (${up}) == 1)
    and on (${byTarget})
      max by (${byTarget}) (changes(${up}[${grace}])) <= 1
    unless on (${byTarget})
      ${up} offset ${grace}`;

/** Targets that have responded lately, and did not exist some minutes ago. A missed scrape makes no difference. */
const newcomers = promql`
  (max by (${byTarget}) (max_over_time(${up}[${minutes(2)}])) == 1)
    unless on (${byTarget})
      ${up} offset ${grace}`;

/** Targets that responded for a long time and stopped, and have a new sibling that responds: e.g. pods that drain during a rollout. */
const replaced = promql`
  (max by (${byTarget}) (${up}) == 0)
    and on (${byTarget})
      ${up} offset ${grace}
    and on (${byJob})
      (
        ${newcomers}
      )`;

/** The condition that a target is down. */
export const targetIsDown = promql`
  (
      max by (${byTarget}) (${up}) == 0
    or
      (
          max by (${byTarget}) (avg_over_time(${up}[${window}])) < 0.5
        and
          min by (${byTarget}) (min_over_time(${up}[${minutes(1)}])) == 0
      )
  )
  unless on (${byTarget})
    (
        ${starting}
      or
        ${started}
      or
        ${replaced}
    )`;
