import type { LabelMatch, QueueProfile } from "../../../exporters/instrumentation/model";
import { queueProfiles, type QueueProfileId } from "../../../exporters/instrumentation/queue";
import { seriesWith, serviceKey, type Recording, type Series } from "../../model";
import { is, labels, matches, metric, minutes, promql, Promql, select, type MetricName, type Selector } from "../../promql";

const extra = ["queue"];
const series = seriesWith(...extra);

/** Waiting jobs that could run now; delayed jobs are excluded. */
export const jobsWaiting = series("queue:jobs_waiting:count", "count", "Waiting jobs that could run now");
export const oldestJobAge = series("queue:oldest_job_age_seconds", "duration", "Age of the oldest waiting job; 0 when none waits");
/** Totals as the queue itself counts them; adding or removing a replica does not interrupt them. */
export const jobsFailedTotal = series("queue:jobs_failed:total", "count", "Jobs that failed, as a counter");
export const jobsCompletedTotal = series("queue:jobs_completed:total", "count", "Jobs that succeeded, as a counter");
export const jobsFailed = series("queue:jobs_failed:increase15m", "count", "Jobs that failed over 15 minutes");
export const jobsCompleted = series("queue:jobs_completed:increase15m", "count", "Jobs that succeeded over 15 minutes");
/** 1 when no job succeeds; missing when no job finished. */
export const jobFailureRatio = series("queue:job_failures:ratio15m", "ratio", "Share of finished jobs that failed over 15 minutes");
/** By Prometheus' clock, not the worker's. */
export const heartbeatMoved = series("queue:worker_heartbeat:timestamp", "timestamp", "Time of the last heartbeat of any worker");
/** 0 where a worker only shows that it is alive; missing when none does. */
export const heartbeatAge = series("queue:worker_heartbeat_age_seconds", "duration", "Time since the last heartbeat of any worker");

/** Labels that identify one queue. */
export const queueKey = [...serviceKey, ...extra];

/** A sample stays valid for this long when scrapes fail: a single gap would reset `for`. */
const bridge = minutes(1);
const window = minutes(15);
/** Within this time every worker of a queue has written its totals. */
const turn = minutes(2);
/** A heartbeat whose value is unchanged for this long has stopped. */
const still = minutes(1);
/** How far back to look for its earlier value: scrapes may have failed. */
const seen = minutes(5);
/** How long the last heartbeat is kept without new samples; a longer gap starts a new history. */
const remember = minutes(10);

const quoted = (text: string): Promql => new Promql(JSON.stringify(text));

const raw = (profile: QueueProfile, name: string, match: readonly LabelMatch[]): Selector =>
  select(metric(name), {
    instrumentation: is(profile.id),
    ...Object.fromEntries(match.map(({ label, pattern }) => [label, matches(pattern)])),
  });

/** The profile's label renamed to `queue`; series within a queue (states) are summed. */
function byQueue(profile: QueueProfile, inner: Promql): Promql {
  const named =
    profile.queue === "queue" && profile.queuePattern === "(.*)"
      ? inner
      : promql`label_replace(${inner}, "queue", "$1", ${quoted(profile.queue)}, ${quoted(profile.queuePattern)})`;
  return promql`sum by (${labels(...serviceKey, ...extra)}) (${named})`;
}

/** One value per queue when several replicas report the same shared queue: the maximum, because a sum would count it twice. */
function shared(profile: QueueProfile, match: readonly LabelMatch[], inner: Promql): Promql {
  const apart = [...new Set([profile.queue, ...match.map(({ label }) => label)])];
  return byQueue(profile, promql`max by (${labels(...serviceKey, ...apart)}) (${inner})`);
}

/** A gauge that bridges a failed scrape. */
const lasting = (profile: QueueProfile, name: string, match: readonly LabelMatch[]): Promql =>
  shared(profile, match, promql`last_over_time(${raw(profile, name, match)}[${bridge}])`);

/**
 * Time of a worker's last heartbeat, by Prometheus' clock: when a value changed, when a worker appeared with a newer value, or when the
 * queue's first value appeared. The worker's clock may be wrong, so only changes of the value count; and the clocks of two workers may
 * differ, so each worker is compared with itself.
 */
function moved(profile: QueueProfile, time: string): Promql {
  const beat = raw(profile, time, []);
  const before = promql`last_over_time(${beat}[${seen}] offset ${still})`;
  const highest = shared(profile, [], promql`${beat}`);
  const highestBefore = shared(profile, [], before);
  return promql`
    ${shared(profile, [], promql`time() + 0 * (${beat} != ${before})`)}
      or
    time() + 0 * (${highest} != ${highestBefore} or ${highest} unless ${highestBefore})
      or
    (
        max by (${labels(...queueKey)}) (last_over_time(${heartbeatMoved.name}[${remember}]))
      and on (${labels(...queueKey)})
        ${lasting(profile, time, [])}
    )`;
}

function heartbeat(profile: QueueProfile): Recording[] {
  const { heartbeat: time, alive, aliveMatch = [] } = profile;
  if (time !== undefined)
    return [
      { record: heartbeatMoved.name, expr: moved(profile, time) },
      { record: heartbeatAge.name, expr: promql`time() - ${heartbeatMoved.name}` },
    ];
  if (alive !== undefined) return [{ record: heartbeatAge.name, expr: promql`0 * ${lasting(profile, alive, aliveMatch)}` }];
  throw new Error(`queue profile ${profile.id} has no worker heartbeat`);
}

/** Several workers write their own totals to one key in turn: each value is higher or lower than the last, so a single counter would reset all the time. */
const turns = metric("queue:job_totals_resets:count15m");

/**
 * Increase of a total. Where workers take turns, the highest and the lowest total grow as their workers' totals do; those in between are
 * not visible.
 */
function grownInTurns(total: MetricName): Promql {
  const highest = promql`clamp_min(max_over_time(${total}[${turn}]) - max_over_time(${total}[${turn}] offset ${window}), 0)`;
  const lowest = promql`clamp_min(min_over_time(${total}[${turn}]) - min_over_time(${total}[${turn}] offset ${window}), 0)`;
  return promql`
    (
        ${highest}
          +
        ${lowest}
      and
        ${turns} > 1
    )
      or
    (
        increase(${total}[${window}])
      unless
        ${turns} > 1
    )`;
}

function perProfile(profile: QueueProfile): Recording[] {
  const { waiting, waitingMatch, oldestAge, oldestAgeMatch, failed, failedMatch, completed, completedMatch } = profile;
  const total = (name: string, match: readonly LabelMatch[]) => shared(profile, match, promql`${raw(profile, name, match)}`);
  return [
    { record: jobsWaiting.name, expr: lasting(profile, waiting, waitingMatch) },
    { record: oldestJobAge.name, expr: lasting(profile, oldestAge, oldestAgeMatch) },
    { record: jobsFailedTotal.name, expr: total(failed, failedMatch) },
    { record: jobsCompletedTotal.name, expr: total(completed, completedMatch) },
    ...heartbeat(profile),
  ];
}

/**
 * Recording rules for the queue profiles in use. Increases are computed from the recorded totals, not from each replica's: the values are
 * stored in Redis, and a restart under a new address would split the window in two.
 */
export function queueRecordings(profiles: readonly QueueProfileId[]): Recording[] {
  const used = [...new Set(profiles)].sort();
  if (used.length === 0) return [];
  const takeTurns = used.some((id) => queueProfiles[id].totals === "worker");
  const restarts = ({ name }: Series) => promql`resets(${name}[${window}])`;
  const grown = (total: MetricName) => (takeTurns ? grownInTurns(total) : promql`increase(${total}[${window}])`);
  return [
    ...used.flatMap((id) => perProfile(queueProfiles[id])),
    ...(takeTurns
      ? [
          {
            record: turns,
            expr: promql`(${restarts(jobsFailedTotal)} >= ${restarts(jobsCompletedTotal)}) or ${restarts(jobsCompletedTotal)}`,
          },
        ]
      : []),
    { record: jobsFailed.name, expr: grown(jobsFailedTotal.name) },
    { record: jobsCompleted.name, expr: grown(jobsCompletedTotal.name) },
    {
      record: jobFailureRatio.name,
      expr: promql`
        ${jobsFailed.name}
          /
        (
            (${jobsFailed.name} + ${jobsCompleted.name} > 0)
          or
            (${jobsFailed.name} > 0)
        )`,
    },
  ];
}
