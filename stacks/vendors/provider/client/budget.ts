const windowMs = 60_000;

/** The clock of a budget; tests supply their own. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export const realClock: Clock = { now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) };

/** Seconds until a rate limit resets, or the Unix time in seconds at which it resets. */
const resetAt = (header: string, now: number): number => {
  const value = Number(header);
  if (!Number.isFinite(value)) return now;
  return value > 1_000_000_000 ? value * 1000 : now + value * 1000;
};

/** Limits requests per minute; further requests wait. Learns the actual rate limit from the vendor's responses. */
export class RequestBudget {
  private readonly sent: number[] = [];
  private pausedUntil = 0;
  private queue: Promise<void> = Promise.resolve();

  /** `perMinute` undefined: no limit. `onWait` is called for waits of a second or more. */
  constructor(
    private perMinute: number | undefined,
    private readonly clock: Clock = realClock,
    private readonly onWait: (seconds: number, perMinute: number | undefined) => void = () => undefined,
  ) {}

  /** Resolves when a request can be sent, in the order of calls. */
  take(): Promise<void> {
    const turn = this.queue.then(() => this.waitForTurn());
    this.queue = turn;
    return turn;
  }

  /** Blocks all requests for a number of milliseconds. */
  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
  }

  /** Updates the rate limit from a response. */
  learn(header: (name: string) => string | undefined): void {
    const limit = Number(header("x-ratelimit-limit"));
    if (Number.isInteger(limit) && limit > 0 && this.perMinute !== undefined) this.perMinute = limit;
    const reset = header("x-ratelimit-reset");
    if (header("x-ratelimit-remaining") === "0" && reset !== undefined) {
      // A vendor's clock can be off by hours, but its window is a minute.
      this.pause(Math.min(windowMs, resetAt(reset, this.clock.now()) - this.clock.now()));
    }
  }

  private async waitForTurn(): Promise<void> {
    for (let waitMs = this.waitMs(); waitMs > 0; waitMs = this.waitMs()) {
      if (waitMs >= 1000) this.onWait(Math.ceil(waitMs / 1000), this.perMinute);
      await this.clock.sleep(waitMs);
    }
    this.sent.push(this.clock.now());
  }

  private waitMs(): number {
    const now = this.clock.now();
    while (this.sent[0] !== undefined && this.sent[0] <= now - windowMs) this.sent.shift();
    const full = this.perMinute !== undefined && this.sent.length >= this.perMinute;
    const oldest = full ? this.sent[this.sent.length - (this.perMinute ?? 0)] : undefined;
    return Math.max(this.pausedUntil - now, oldest === undefined ? 0 : oldest + windowMs - now);
  }
}
