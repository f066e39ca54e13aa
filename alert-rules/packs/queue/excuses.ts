import type { Guard } from "../../condition";
import { labels, minutes, promql, scalar } from "../../promql";
import { jobsWaiting, queueKey, queuePaused } from "./series";

/** How long the workers may take to catch up after a pause, when many old jobs wait. */
const afterPause = minutes(15);
/** A batch must be finished within this time from now, and the queue must have been nearly empty within the same time before now. */
const batch = minutes(60);
/** The rate at which the depth falls is measured over this time, which is shorter than the `for` of QueueDepthHigh. */
const fall = minutes(4);
/** A queue was nearly empty if its depth was below this share of the present depth. */
const nearlyEmpty = 0.1;

const on = labels(...queueKey);
const depth = jobsWaiting.name;

/** Queues that are paused, or were until recently. */
export const pausedLately = promql`max_over_time(${queuePaused.name}[${afterPause}]) > 0`;

/**
 * Queues that are finishing a batch. They were nearly empty within the last hour, and at the rate of the last 4 minutes they will be empty
 * within an hour. A queue that is never nearly empty has too many jobs, not a batch.
 */
const drains = promql`
      ${depth} / (max_over_time(${depth}[${fall}]) - ${depth} > 0) * ${scalar(fall.seconds)} <= ${scalar(batch.seconds)}
    and on (${on})
      (min_over_time(${depth}[${batch}]) < ${scalar(nearlyEmpty)} * ${depth})`;

/** Guard: the queue was not paused within the last 15 minutes. */
export const notPaused: Guard = {
  when: `the queue was not paused within the last ${afterPause.text}`,
  expr: promql`(${depth} unless on (${on}) ${pausedLately})`,
};

/** Guard: the queue was not paused within the last 15 minutes, and is not finishing a batch. */
export const notDraining: Guard = {
  when: `${notPaused.when}, and is not finishing a batch (a queue that was nearly empty within the last hour, and that will be empty within an hour at its present rate, is finishing a batch)`,
  expr: promql`
  (
      ${depth}
    unless on (${on})
      ${pausedLately}
    unless on (${on})
      (${drains})
  )`,
};
