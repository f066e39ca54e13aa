import type { LabelMatch, QueueProfile } from "../../../exporters/instrumentation/model";
import { queueProfiles, type QueueProfileId } from "../../../exporters/instrumentation/queue";
import type { RuleFacts } from "../../rule-facts";
import { declaredCounts } from "../../owner";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, matches, metric, minutes, promql, Promql, scalar, select, type MetricName, type Selector } from "../../promql";

const extra = ["queue"];
const series = seriesWith(...extra);

/** Delayed jobs are excluded. */
export const jobsWaiting = series("queue:jobs_waiting:count", "count", "Waiting jobs that could run now");
export const oldestJobAge = series("queue:oldest_job_age_seconds", "duration", "Age of the oldest waiting job; 0 when none waits");
/** Total of the queue, or of one worker (label `worker`). Several workers may also write their totals to one series in turn (`turns`). */
export const jobsFailedTotal = seriesWith("queue", "worker")("queue:jobs_failed:total", "count", "Jobs that failed, as a counter");
export const jobsCompletedTotal = seriesWith("queue", "worker")("queue:jobs_completed:total", "count", "Jobs that succeeded, as a counter");
export const jobsFailed = series("queue:jobs_failed:increase15m", "count", "Jobs that failed over 15 minutes");
export const jobsCompleted = series("queue:jobs_completed:increase15m", "count", "Jobs that succeeded over 15 minutes");
/** The ratio is 1 if no finished job succeeded, and missing if no job finished. */
export const jobFailureRatio = series("queue:job_failures:ratio15m", "ratio", "Share of finished jobs that failed over 15 minutes");
/** The time is that of Prometheus' clock, not of the worker's clock. */
export const heartbeatMoved = series("queue:worker_heartbeat:timestamp", "timestamp", "Time of the last heartbeat of any worker");
/** For a profile without a heartbeat time, the age is 0 while a worker is alive and missing otherwise. */
export const heartbeatAge = series("queue:worker_heartbeat_age_seconds", "duration", "Time since the latest heartbeat of any worker");

/** Only for profiles whose workers are not targets of Prometheus. */
export const workersLive = series("queue:workers_live:count", "count", "Workers of the queue that send heartbeats");
export const expectedWorkers = seriesWith()("expected:workers:count", "count", "Workers that the catalogue expects for each queue");
export const workersMissing = series("queue:workers_missing:count", "count", "Expected workers of the queue that send no heartbeat");

/** Only for profiles whose queues can be paused, and only if the application reports pauses. */
export const queuePaused = series("queue:paused:info", "count", "Whether the queue is paused: 1 or 0");

/** Labels that identify one queue. */
export const queueKey = [...serviceKey, ...extra];

/** A sample stays valid for this long if scrapes fail, because a single gap would reset `for`. */
const bridge = minutes(1);
const window = minutes(15);
/** Every worker of a queue writes its totals at least once in this time. */
const turn = minutes(2);
/** A heartbeat has stopped if its value has not changed for this long. */
const still = minutes(1);
/** How far back the rule looks for the earlier value of a heartbeat: more than one scrape interval, because scrapes may have failed. */
const seen = minutes(5);
/** How long the rule remembers the time of the last heartbeat while samples are missing. After a longer gap, the rule starts over. */
const remember = minutes(10);

const quoted = (text: string): Promql => new Promql(JSON.stringify(text));

const raw = (profile: QueueProfile, name: string, match: readonly LabelMatch[]): Selector =>
  select(metric(name), {
    instrumentation: is(profile.id),
    ...Object.fromEntries(match.map(({ label, pattern }) => [label, matches(pattern)])),
  });

/** Copies the name of the queue from the profile's label to the label `queue`. */
const named = ({ queue, queuePattern }: QueueProfile, inner: Promql): Promql =>
  queue === "queue" && queuePattern === "(.*)"
    ? inner
    : promql`label_replace(${inner}, "queue", "$1", ${quoted(queue)}, ${quoted(queuePattern)})`;

/**
 * One value per queue. If several replicas report the same queue, the maximum is used, because a sum would count jobs twice. Series that
 * `match` distinguishes by another label, such as the state of the jobs, are then added.
 */
function shared(profile: QueueProfile, match: readonly LabelMatch[], inner: Promql): Promql {
  const parts = [...new Set(match.map(({ label }) => label))].filter((label) => label !== profile.queue);
  const highest = promql`max by (${labels(...queueKey, ...parts)}) (${named(profile, inner)})`;
  return parts.length === 0 ? highest : promql`sum by (${labels(...queueKey)}) (${highest})`;
}

/** 1 for each queue that has any series in `inner`. */
const anyOf = (profile: QueueProfile, inner: Promql): Promql => promql`group by (${labels(...queueKey)}) (${named(profile, inner)})`;

/** The totals in the metric `name`, for each queue. For a profile with `workerPattern`, for each worker of each queue instead. */
function total(profile: QueueProfile, name: string, match: readonly LabelMatch[]): Promql {
  const { workerPattern, queue } = profile;
  const totals = promql`${raw(profile, name, match)}`;
  if (workerPattern === undefined) return shared(profile, match, totals);
  const ofWorkers = promql`label_replace(${totals}, "worker", "$1", ${quoted(queue)}, ${quoted(workerPattern)})`;
  return promql`max by (${labels(...queueKey, "worker")}) (${named(profile, ofWorkers)})`;
}

/** The latest value of a queue's gauge within a minute, so that a failed scrape leaves no gap. */
const lasting = (profile: QueueProfile, name: string, match: readonly LabelMatch[]): Promql =>
  shared(profile, match, promql`last_over_time(${raw(profile, name, match)}[${bridge}])`);

/**
 * Time of the last heartbeat of any worker, by the clock of Prometheus. A heartbeat is a changed value of one worker, a changed maximum of
 * the queue (from a new worker), or the first value of the queue. Only changes count, because the clocks of workers may be wrong.
 */
function moved(profile: QueueProfile, time: string): Promql {
  const beat = raw(profile, time, []);
  const before = promql`last_over_time(${beat}[${seen}] offset ${still})`;
  const highest = (of: Promql): Promql => shared(profile, [], of);
  return promql`
    ${anyOf(profile, promql`${beat} != ${before}`)} * time()
      or
    group by (${labels(...queueKey)}) (${highest(promql`${beat}`)} unless ${highest(before)} == ${highest(promql`${beat}`)}) * time()
      or
    (
        last_over_time(${heartbeatMoved.name}[${remember}])
      and on (${labels(...queueKey)})
        ${named(profile, promql`present_over_time(${beat}[${bridge}])`)}
    )`;
}

function heartbeat(profile: QueueProfile): Recording[] {
  const { heartbeat: time, alive, aliveMatch = [] } = profile;
  if (time !== undefined)
    return [
      { record: heartbeatMoved.name, expr: moved(profile, time) },
      { record: heartbeatAge.name, expr: promql`time() - ${heartbeatMoved.name}` },
    ];
  if (alive !== undefined) {
    const lately = promql`present_over_time(${raw(profile, alive, aliveMatch)}[${bridge}])`;
    return [{ record: heartbeatAge.name, expr: promql`${anyOf(profile, lately)} * 0` }];
  }
  throw new Error(`queue profile ${profile.id} has no worker heartbeat`);
}

/**
 * Recorded series: how often the totals of failed and of completed jobs of a queue decreased in 15 minutes, as one number for both totals.
 * Totals with the label `worker` are left out, because only one worker writes such a total. If several workers write a total to one key in
 * turn, the total rises and falls, and `increase` would see many counter resets.
 */
const turns = metric("queue:job_totals_resets:count15m");
/** Decreases of both totals together if Redis loses them once: one of each. If there are more, workers write the totals in turn. */
const lostOnce = 2;

/**
 * Increase of the totals of a queue. If several workers write to one key in turn, the rule adds the growth of the highest and of the lowest
 * total. Totals of further workers, between these two, are not visible.
 */
function grownInTurns(total: MetricName): Promql {
  const highest = promql`clamp_min(max_over_time(${total}[${turn}]) - max_over_time(${total}[${turn}] offset ${window}), 0)`;
  const lowest = promql`clamp_min(min_over_time(${total}[${turn}]) - min_over_time(${total}[${turn}] offset ${window}), 0)`;
  return promql`
    sum by (${labels(...queueKey)}) (
        (
            ${highest}
              +
            ${lowest}
          and
            ${turns} > ${scalar(lostOnce)}
        )
      or
        (
            increase(${total}[${window}])
          unless
            ${turns} > ${scalar(lostOnce)}
        )
    )`;
}

function perProfile(profile: QueueProfile): Recording[] {
  const { waiting, waitingMatch, oldestAge, oldestAgeMatch, failed, failedMatch, completed, completedMatch } = profile;
  return [
    { record: jobsWaiting.name, expr: lasting(profile, waiting, waitingMatch) },
    { record: oldestJobAge.name, expr: lasting(profile, oldestAge, oldestAgeMatch) },
    { record: jobsFailedTotal.name, expr: total(profile, failed, failedMatch) },
    { record: jobsCompletedTotal.name, expr: total(profile, completed, completedMatch) },
    ...heartbeat(profile),
    ...(profile.paused === undefined ? [] : [{ record: queuePaused.name, expr: lasting(profile, profile.paused, []) }]),
    ...(profile.workers === undefined
      ? []
      : [
          {
            record: workersLive.name,
            expr: promql`
              max by (${labels(...queueKey)}) (
                ${named(profile, promql`last_over_time(${raw(profile, profile.workers, profile.workersMatch ?? [])}[${bridge}])`)}
              )`,
          },
        ]),
  ];
}

/**
 * Recording rules for the queue profiles in use. Increases are computed from the recorded totals, not from the raw series of each target.
 * If a replica restarts under a new address, the totals, which are stored in Redis, continue in another raw series.
 */
export function queueRecordings(profiles: readonly QueueProfileId[]): Recording[] {
  const used = [...new Set(profiles)].sort();
  if (used.length === 0) return [];
  const takeTurns = used.some((id) => queueProfiles[id].totals === "worker");
  const grown = (total: MetricName) => (takeTurns ? grownInTurns(total) : promql`increase(${total}[${window}])`);
  return [
    ...used.flatMap((id) => perProfile(queueProfiles[id])),
    ...(takeTurns
      ? [
          {
            record: turns,
            expr: promql`
              resets(${select(jobsFailedTotal.name, { worker: is("") })}[${window}])
                +
              resets(${jobsCompletedTotal.name}[${window}])`,
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

/** Whether any queue in the environment can be paused. */
export const canPause = ({ queueProfiles: used }: Pick<RuleFacts, "queueProfiles">): boolean =>
  used.some((id) => "paused" in queueProfiles[id]);

/** Recording rules for the number of workers that each queue must have, and for the number that is missing. */
export const expectedWorkerRecordings = (expected: RuleFacts["queueWorkers"]): Recording[] =>
  expected.length === 0
    ? []
    : [
        ...declaredCounts(expectedWorkers.name, expected),
        {
          record: workersMissing.name,
          expr: promql`${expectedWorkers.name} - on (${labels(...serviceKey)}) group_right () ${workersLive.name}`,
        },
      ];
