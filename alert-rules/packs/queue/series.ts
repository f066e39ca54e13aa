import type { LabelMatch, QueueProfile } from "../../../exporters/instrumentation/model";
import { queueProfiles, type QueueProfileId } from "../../../exporters/instrumentation/queue";
import { serviceKey, type Recording, type Series } from "../../model";
import { is, labels, matches, metric, minutes, promql, Promql, select, type Selector } from "../../promql";

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
/** 0 where a worker only shows that it is there; missing when none does. */
export const heartbeatAge = series("queue:worker_heartbeat_age_seconds", "duration", "Time since the last sign of life of any worker");

/** Labels by which two series are about the same queue. */
export const queueKey = [...serviceKey, ...extra];

/** Failed scrapes that a gauge survives: a single one would make `for` begin again. */
const bridge = minutes(1);
const window = minutes(15);

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

function heartbeat(profile: QueueProfile): Promql {
  const { heartbeat: time, alive, aliveMatch = [] } = profile;
  if (time !== undefined) return promql`time() - ${lasting(profile, time, [])}`;
  if (alive !== undefined) return promql`0 * ${lasting(profile, alive, aliveMatch)}`;
  throw new Error(`queue profile ${profile.id} shows no sign of life of a worker`);
}

function perProfile(profile: QueueProfile): Recording[] {
  const { waiting, waitingMatch, oldestAge, oldestAgeMatch, failed, failedMatch, completed, completedMatch } = profile;
  const total = (name: string, match: readonly LabelMatch[]) => shared(profile, match, promql`${raw(profile, name, match)}`);
  return [
    { record: jobsWaiting.name, expr: lasting(profile, waiting, waitingMatch) },
    { record: oldestJobAge.name, expr: lasting(profile, oldestAge, oldestAgeMatch) },
    { record: jobsFailedTotal.name, expr: total(failed, failedMatch) },
    { record: jobsCompletedTotal.name, expr: total(completed, completedMatch) },
    { record: heartbeatAge.name, expr: heartbeat(profile) },
  ];
}

/**
 * Recordings of the queue profiles in use. Increases are taken of the recorded totals, not of each replica's: the numbers live in Redis,
 * and a restart under a new address would split the window in two.
 */
export function queueRecordings(profiles: readonly QueueProfileId[]): Recording[] {
  const used = [...new Set(profiles)].sort();
  if (used.length === 0) return [];
  return [
    ...used.flatMap((id) => perProfile(queueProfiles[id])),
    { record: jobsFailed.name, expr: promql`increase(${jobsFailedTotal.name}[${window}])` },
    { record: jobsCompleted.name, expr: promql`increase(${jobsCompletedTotal.name}[${window}])` },
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
