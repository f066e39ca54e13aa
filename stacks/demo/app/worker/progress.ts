/**
 * Decides whether the processing loop is alive: it has finished a job since the previous call, or the queue is empty. Neither a timer nor
 * a job counter is enough: with a timer alone, a worker that hangs would send heartbeats; with a counter alone, an idle worker would not.
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
