import type { Guard } from "../../condition";
import { labels, minutes, promql, scalar } from "../../promql";
import { jobsWaiting, queueKey, queuePaused } from "./series";

/** After a pause, the waiting jobs are old and many. The workers have this long to catch up. */
const afterPause = minutes(15);
/** Within this time, the jobs of a batch must be finished. */
const batch = minutes(60);
/** The fall of the depth is measured over this time, which is shorter than the `for` of QueueDepthHigh. */
const fall = minutes(4);
/** A queue is nearly empty at this share of its present depth. */
const nearlyEmpty = 0.1;

const on = labels(...queueKey);
const depth = jobsWaiting.name;

/** Queues that are paused, or were until recently. */
export const pausedLately = promql`max_over_time(${queuePaused.name}[${afterPause}]) > 0`;

/**
 * Queues with a batch of jobs that they will finish in time. They were nearly empty within the last hour, and at the rate at which the
 * depth fell during the last 4 minutes, they will be empty within an hour. A queue that never empties has no batch, but too many jobs.
 */
const drains = promql`
      ${depth} / (max_over_time(${depth}[${fall}]) - ${depth} > 0) * ${scalar(fall.seconds)} <= ${scalar(batch.seconds)}
    and on (${on})
      (min_over_time(${depth}[${batch}]) < ${scalar(nearlyEmpty)} * ${depth})`;

/** The queue is not paused. */
export const notPaused: Guard = {
  when: `the queue was not paused within the last ${afterPause.text}`,
  expr: promql`(${depth} unless on (${on}) ${pausedLately})`,
};

/** The depth of the queue is a problem: the queue is neither paused, nor finishing a batch. */
export const notDraining: Guard = {
  when: `${notPaused.when}, and it is not finishing a batch: within the last hour it was nearly empty, and at its present rate it will be empty within an hour`,
  expr: promql`
  (
      ${depth}
    unless on (${on})
      ${pausedLately}
    unless on (${on})
      (${drains})
  )`,
};
