/**
 * Decides whether the processing loop is alive: it has finished a job since the previous call, or the queue is empty. A timer is not
 * enough, because a worker that hangs would send heartbeats. A counter of jobs is not enough, because an idle worker would send none.
 */
export class Progress {
  private finished = 0;
  private seen = 0;

  jobFinished(): void {
    this.finished += 1;
  }

  /** Whether the loop is alive. `waiting` is the number of waiting jobs. */
  isAlive(waiting: number): boolean {
    const moved = this.finished > this.seen;
    this.seen = this.finished;
    return moved || waiting === 0;
  }
}

/** Age of the oldest waiting job in seconds; 0 if no job waits. */
export function oldestAge(oldestTimestampMs: number | undefined, nowMs: number): number {
  return oldestTimestampMs === undefined ? 0 : Math.max(0, (nowMs - oldestTimestampMs) / 1000);
}
