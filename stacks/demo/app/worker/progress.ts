/**
 * Decides whether the processing loop is alive. A timer alone would beat in a worker that hangs, and a job counter alone would
 * stop in a worker that has nothing to do; so a beat needs a finished job or an empty queue.
 */
export class Progress {
  private finished = 0;
  private seen = 0;

  jobFinished(): void {
    this.finished += 1;
  }

  /** Whether the loop is alive, given how many jobs wait now. */
  isAlive(waiting: number): boolean {
    const moved = this.finished > this.seen;
    this.seen = this.finished;
    return moved || waiting === 0;
  }
}

/** Age in seconds of the oldest waiting job, 0 when none waits. */
export function oldestAge(oldestTimestampMs: number | undefined, nowMs: number): number {
  return oldestTimestampMs === undefined ? 0 : Math.max(0, (nowMs - oldestTimestampMs) / 1000);
}
