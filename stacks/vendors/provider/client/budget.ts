const windowMs = 60_000;

type Header = (name: string) => string | undefined;

/** The prefixes of the headers about rate limits. Only Sentry uses the second prefix. */
const prefixes = ["x-ratelimit", "x-sentry-rate-limit"];
const named = (header: Header, name: string): string | undefined =>
  prefixes.map((prefix) => header(`${prefix}-${name}`)).find((value) => value !== undefined);

/** The clock for rate limits and waits. Tests pass a simulated clock. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export const realClock: Clock = { now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) };

/**
 * The Unix time in milliseconds at which a rate limit resets. The header contains the seconds until the reset, or the Unix time of the
 * reset in seconds. Returns `now` for any other value.
 */
const resetAt = (header: string, now: number): number => {
  const value = Number(header);
  if (!Number.isFinite(value)) return now;
  return value > 1_000_000_000 ? value * 1000 : now + value * 1000;
};

/**
 * Milliseconds until the rate limit in a response resets; undefined if the response has no header about the reset. Returns at most a
 * minute, the window of the limit, because the vendor's clock can be wrong by hours.
 */
export function untilResetMs(header: Header, now: number): number | undefined {
  const reset = named(header, "reset");
  return reset === undefined ? undefined : Math.max(0, Math.min(windowMs, resetAt(reset, now) - now));
}

/**
 * Limits the requests per minute. Requests beyond the limit wait. If the vendor's responses contain a different limit, that limit applies
 * from then on.
 */
export class RequestBudget {
  private readonly sent: number[] = [];
  private pausedUntil = 0;
  private queue: Promise<void> = Promise.resolve();

  /**
   * If `perMinute` is undefined, the requests per minute have no limit, even if responses contain a limit. Before a wait of a second or
   * more, the budget calls `onWait`.
   */
  constructor(
    private perMinute: number | undefined,
    private readonly clock: Clock = realClock,
    private readonly onWait: (seconds: number, perMinute: number | undefined) => void = () => undefined,
  ) {}

  /** Resolves when a request can be sent. Calls resolve in the order in which they were made. */
  take(): Promise<void> {
    const turn = this.queue.then(() => this.waitForTurn());
    this.queue = turn;
    return turn;
  }

  /** Blocks all requests for a number of milliseconds. */
  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
  }

  /**
   * Reads the rate limit from a response's headers. If the limit is used up, blocks all requests until the limit resets, for at most a
   * minute.
   */
  learn(header: Header): void {
    const limit = Number(named(header, "limit"));
    if (Number.isInteger(limit) && limit > 0 && this.perMinute !== undefined) this.perMinute = limit;
    const waitMs = untilResetMs(header, this.clock.now());
    if (named(header, "remaining") === "0" && waitMs !== undefined) this.pause(waitMs);
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
