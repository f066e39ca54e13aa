/**
 * Decides whether the processing loop is alive. A timer alone would send heartbeats in a hanging worker, and a job counter alone would
 * stop in an idle worker. So a heartbeat needs a finished job or an empty queue.
 */
export class Progress {
  private finished = 0;
  private seen = 0;

  jobFinished(): void {
    this.finished += 1;
  }

  /** Whether the loop is alive, given the number of waiting jobs. */
  isAlive(waiting: number): boolean {
    const moved = this.finished > this.seen;
    this.seen = this.finished;
    return moved || waiting === 0;
  }
}

/** Age of the oldest waiting job in seconds; 0 if there is none. */
export function oldestAge(oldestTimestampMs: number | undefined, nowMs: number): number {
  return oldestTimestampMs === undefined ? 0 : Math.max(0, (nowMs - oldestTimestampMs) / 1000);
}
