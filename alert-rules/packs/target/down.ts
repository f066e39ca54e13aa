import { serviceKey } from "../../model";
import { labels, metric, minutes, promql } from "../../promql";

const up = metric("up");
const byTarget = labels(...serviceKey, "job", "instance");
const byJob = labels(...serviceKey, "job");

/**
 * A target that responds still counts as down if more than half of its scrapes in this window failed, and at least one scrape in the last
 * minute failed.
 */
export const window = minutes(5);
/** How long a new target may take until its first successful scrape, if another target of the job is up or the job had no targets. */
export const grace = minutes(5);

/**
 * Targets that are starting: discovered within `grace`, but without a successful scrape yet, e.g. pods that still pull their image. If the
 * job had targets before, another target of the job must be up.
 */
const starting = promql`
  ${up} == 0
    unless on (${byTarget})
      max_over_time(${up}[${grace}]) == 1
    unless on (${byTarget})
      ${up} offset ${grace}
    and on (${byJob})
      (
          ${up} == 1
        or
          ${up} unless on (${byJob}) ${up} offset ${grace}
      )`;

/** New targets that respond and have not failed since their first successful scrape. Earlier failed scrapes do not count. */
const started = promql`
  ${up} == 1
    and on (${byTarget})
      changes(${up}[${grace}]) <= 1
    unless on (${byTarget})
      ${up} offset ${grace}`;

/** Targets that responded within the last 2 minutes, and did not exist `grace` ago. */
const newcomers = promql`
  max_over_time(${up}[${minutes(2)}]) == 1
    unless on (${byTarget})
      ${up} offset ${grace}`;

/** Targets that existed `grace` ago and are down now, while a new target of the job responds, e.g. pods that drain during a rollout. */
const replaced = promql`
  ${up} == 0
    and on (${byTarget})
      ${up} offset ${grace}
    and on (${byJob})
      (
        ${newcomers}
      )`;

/** Targets that are down, except those that are starting, have just started, or have been replaced. */
export const targetIsDown = promql`
  (
      ${up} == 0
    or
      (
          avg_over_time(${up}[${window}]) < 0.5
        and
          min_over_time(${up}[${minutes(1)}]) == 0
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
