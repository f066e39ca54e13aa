/** Default scrape interval in seconds. Simulated periods (`Trace`) of several days use a longer interval. */
export const tickSeconds = 15;

/**
 * The minutes of a one-hour trace that are evaluated. All events of a trace happen or repeat in these minutes, so no further alerts would
 * fire in the remaining 20 minutes.
 */
export const run = { from: 10, to: 50 } as const;

/** Result that Prometheus stores for one scrape: a value, nothing, or the staleness marker at the end of a series. */
export type Sample = number | "missing" | "stale";

/**
 * Result of a scrape. `answered`: the scrape succeeds. `refused`: the scrape fails, and `up` is 0. `gone`: the target is no longer
 * discovered. `unseen`: Prometheus stores neither a sample nor a staleness marker, for example because Prometheus itself is down.
 */
export type Scrape = "answered" | "refused" | "gone" | "unseen";

/** A period of a target's life. The load also applies while scrapes fail. `restarted` resets counters to 0 at the start of the period. */
export interface Step<Load> {
  readonly scrape: Scrape;
  readonly minutes: number;
  readonly load: Load;
  readonly restarted: boolean;
}
export type Timeline<Load> = readonly Step<Load>[];

const step =
  (scrape: Scrape) =>
  <Load>(minutes: number, load: Load): Step<Load> => ({ scrape, minutes, load, restarted: false });

export const answered = step("answered");
export const refused = step("refused");
export const gone = step("gone");
export const unseen = step("unseen");

/** Returns the same step in a restarted process, whose counters start at 0. */
export const restarted = <Load>(of: Step<Load>): Step<Load> => ({ ...of, restarted: true });

export const repeated = <Load>(times: number, ...steps: Timeline<Load>): Timeline<Load> =>
  Array.from({ length: times }, () => steps).flat();

/** Returns a timeline whose load changes every minute. */
export const changing = <Load>(minutes: number, load: (minute: number) => Load): Timeline<Load> =>
  Array.from({ length: minutes }, (_, minute) => answered(1, load(minute)));

interface Tick<Load> {
  readonly scrape: Scrape;
  readonly load: Load;
  readonly restarted: boolean;
  /** Seconds since the start of the trace. */
  readonly at: number;
}

/** Returns one entry per scrape. Throws for a step that is not a whole number of scrapes. */
export function ticks<Load>(timeline: Timeline<Load>, every: number): readonly Tick<Load>[] {
  const result: Tick<Load>[] = [];
  for (const { scrape, minutes, load, restarted } of timeline) {
    const count = (minutes * 60) / every;
    if (!Number.isInteger(count)) throw new Error(`A step of ${minutes} minutes is not a multiple of ${every} seconds`);
    for (let index = 0; index < count; index += 1)
      result.push({ scrape, load, restarted: restarted && index === 0, at: result.length * every });
  }
  return result;
}

/** Sample of a failed scrape: one staleness marker, and nothing after it. Prometheus writes no marker while it is down. */
function unanswered(scrape: Exclude<Scrape, "answered">, before: Sample | undefined): Sample {
  return scrape !== "unseen" && typeof before === "number" ? "stale" : "missing";
}

export function up(timeline: Timeline<unknown>, every: number): readonly Sample[] {
  const stored: Sample[] = [];
  for (const { scrape } of ticks(timeline, every)) {
    if (scrape === "answered" || scrape === "refused") stored.push(scrape === "answered" ? 1 : 0);
    else stored.push(unanswered(scrape, stored.at(-1)));
  }
  return stored;
}

/**
 * Returns a gauge's samples. `value` returns `undefined` while the gauge is not exposed. `at` is the time in seconds since the start of the
 * trace; `clock` is Prometheus' time.
 */
export function gauge<Load>(
  timeline: Timeline<Load>,
  every: number,
  value: (load: Load, at: number, clock: number) => number | undefined,
): readonly Sample[] {
  const stored: Sample[] = [];
  for (const { scrape, load, at } of ticks(timeline, every)) {
    const now = scrape === "answered" ? value(load, at, every === tickSeconds ? at - run.from * 60 : at) : undefined;
    stored.push(now ?? unanswered(scrape === "answered" ? "refused" : scrape, stored.at(-1)));
  }
  return stored;
}

/**
 * When a counter appears: with the value 0 when its process starts, or at its first event, as counters with labels do in client libraries.
 */
export type Birth = "at-zero" | "at-first-event";

/**
 * Returns a counter's samples. The counter counts whole events and starts at 0 after each restart. `from` is its value before the trace.
 */
export function counter<Load>(
  timeline: Timeline<Load>,
  every: number,
  perSecond: (load: Load) => number,
  { birth = "at-first-event", from = 0 }: { birth?: Birth; from?: number } = {},
): readonly Sample[] {
  const stored: Sample[] = [];
  let counted = from;
  for (const tick of ticks(timeline, every)) {
    if (tick.restarted) counted = 0;
    counted += perSecond(tick.load) * every;
    // Ten times 0.1 adds up to slightly less than 1. Such a rounding error must not lose an event.
    const whole = Math.floor(counted + 1e-6);
    const exposed = whole > 0 || birth === "at-zero";
    stored.push(
      tick.scrape === "answered" && exposed ? whole : unanswered(tick.scrape === "answered" ? "refused" : tick.scrape, stored.at(-1)),
    );
  }
  return stored;
}
