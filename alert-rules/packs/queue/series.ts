import type { LabelMatch, QueueProfile } from "../../../exporters/instrumentation/model";
import { queueProfiles, type QueueProfileId } from "../../../exporters/instrumentation/queue";
import { serviceKey, type Recording, type Series } from "../../model";
import { is, labels, matches, metric, minutes, promql, Promql, select, type MetricName, type Selector } from "../../promql";

const extra = ["queue"];
const series = (name: string, dimension: Series["dimension"], help: string): Series => ({ name: metric(name), extra, dimension, help });

/** Jobs that wait and could run now. */
export const jobsWaiting = series("queue:jobs_waiting:count", "count", "Jobs that wait and could run now");
export const oldestJobAge = series("queue:oldest_job_age_seconds", "duration", "Age of the job that has waited longest, 0 when none waits");
/** Totals as the queue itself counts them; a replica more or less does not interrupt them. */
export const jobsFailedTotal = series("queue:jobs_failed:total", "count", "Jobs that failed, as a counter");
export const jobsCompletedTotal = series("queue:jobs_completed:total", "count", "Jobs that succeeded, as a counter");
export const jobsFailed = series("queue:jobs_failed:increase15m", "count", "Jobs that failed over 15 minutes");
export const jobsCompleted = series("queue:jobs_completed:increase15m", "count", "Jobs that succeeded over 15 minutes");
/** 1 when nothing succeeds at all; missing when no job ended. */
export const jobFailureRatio = series("queue:job_failures:ratio15m", "ratio", "Share of finished jobs that failed over 15 minutes");
/** By Prometheus' clock, whatever the worker's says. */
export const heartbeatMoved = series("queue:worker_heartbeat:timestamp", "timestamp", "When the heartbeat of any worker last moved");
/** 0 where a worker only shows that it is there; missing when none does. */
export const heartbeatAge = series("queue:worker_heartbeat_age_seconds", "duration", "Time since the heartbeat of any worker last moved");

/** Labels by which two series are about the same queue. */
export const queueKey = [...serviceKey, ...extra];

/** Failed scrapes that a gauge survives: a single one would make `for` begin again. */
const bridge = minutes(1);
const window = minutes(15);
/** In this time every worker of a queue has written its totals. */
const turn = minutes(2);
/** A heartbeat that has the same value for this long does not move. */
const still = minutes(1);
/** Where its value before that is looked for: scrapes may have failed. */
const seen = minutes(5);
/** How long the last move is kept without new samples; longer gaps begin a new history. */
const remember = minutes(10);

const quoted = (text: string): Promql => new Promql(JSON.stringify(text));

const raw = (profile: QueueProfile, name: string, match: readonly LabelMatch[]): Selector =>
  select(metric(name), {
    instrumentation: is(profile.id),
    ...Object.fromEntries(match.map(({ label, pattern }) => [label, matches(pattern)])),
  });

/** The profile's own label renamed to `queue`; what differs within a queue (states) is added up. */
function byQueue(profile: QueueProfile, inner: Promql): Promql {
  const named =
    profile.queue === "queue" && profile.queuePattern === "(.*)"
      ? inner
      : promql`label_replace(${inner}, "queue", "$1", ${quoted(profile.queue)}, ${quoted(profile.queuePattern)})`;
  return promql`sum by (${labels(...serviceKey, ...extra)}) (${named})`;
}

/** One number per queue out of what each replica reports about the same shared queue: the highest, for a sum would count it twice. */
function shared(profile: QueueProfile, match: readonly LabelMatch[], inner: Promql): Promql {
  const apart = [...new Set([profile.queue, ...match.map(({ label }) => label)])];
  return byQueue(profile, promql`max by (${labels(...serviceKey, ...apart)}) (${inner})`);
}

/** A gauge that outlives a failed scrape. */
const lasting = (profile: QueueProfile, name: string, match: readonly LabelMatch[]): Promql =>
  shared(profile, match, promql`last_over_time(${raw(profile, name, match)}[${bridge}])`);

/**
 * When a worker's heartbeat last moved, by Prometheus' clock: a value that changed, a newer one of a worker that appeared, or the first
 * of the queue. The worker's clock may be off, so the value says nothing else; and the clocks of two workers may differ, so each is
 * compared with itself.
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
  throw new Error(`queue profile ${profile.id} shows no sign of life of a worker`);
}

/** Totals of several workers in turn: each is higher or lower than the one before, so that a single counter would begin again all the time. */
const turns = metric("queue:job_totals_resets:count15m");

/**
 * How much a total has grown. Where workers take turns, their totals lie side by side: the highest and the lowest grow as their workers'
 * do, and what lies between is not seen.
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
 * Recordings of the queue profiles in use. Increases are taken of the recorded totals, not of each replica's: the numbers live in Redis,
 * and a restart under a new address would split the window in two.
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
