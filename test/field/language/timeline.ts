/** Scrape interval in seconds, except in the calendar traces. */
export const tickSeconds = 15;

/**
 * The minutes of a one-hour trace that are evaluated. Its events lie between minutes 10 and 40; evaluating the ten minutes before and
 * after would change no answer and cost half as much again.
 */
export const run = { from: 10, to: 50 } as const;

/** What one scrape stored: a value, nothing, or the staleness marker that Prometheus writes when a series ends. */
export type Sample = number | "missing" | "stale";

/** Result of a scrape: answered; refused (`up` 0); gone (the target is no longer discovered); unseen (Prometheus itself is down). */
export type Scrape = "answered" | "refused" | "gone" | "unseen";

/** A period of a target's life. The load continues in the process whatever the scrape sees. A restart first resets counters to 0. */
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

/** The same step in a restarted process: its counters start at 0. */
export const restarted = <Load>(of: Step<Load>): Step<Load> => ({ ...of, restarted: true });

/** The steps, repeated `times` times. */
export const repeated = <Load>(times: number, ...steps: Timeline<Load>): Timeline<Load> =>
  Array.from({ length: times }, () => steps).flat();

/** A load that changes every minute. */
export const changing = <Load>(minutes: number, load: (minute: number) => Load): Timeline<Load> =>
  Array.from({ length: minutes }, (_, minute) => answered(1, load(minute)));

interface Tick<Load> {
  readonly scrape: Scrape;
  readonly load: Load;
  readonly restarted: boolean;
  /** Seconds since the start of the trace. */
  readonly at: number;
}

/** One entry per scrape. Refuses a step that is not a whole number of scrapes, because it would be rounded silently. */
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

/** What is stored when a scrape fails: one staleness marker, then nothing. Prometheus writes no marker while it is down. */
function unanswered(scrape: Exclude<Scrape, "answered">, before: Sample | undefined): Sample {
  return scrape !== "unseen" && typeof before === "number" ? "stale" : "missing";
}

/** `up` of the target. */
export function up(timeline: Timeline<unknown>, every: number): readonly Sample[] {
  const stored: Sample[] = [];
  for (const { scrape } of ticks(timeline, every)) {
    if (scrape === "answered" || scrape === "refused") stored.push(scrape === "answered" ? 1 : 0);
    else stored.push(unanswered(scrape, stored.at(-1)));
  }
  return stored;
}

/** A gauge: its value at each scrape; `undefined` means not exposed. `at` is the second of the trace, `clock` Prometheus' time. */
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

/** How a counter is created: at 0 when its process starts, or at its first event (label sets of a client library). */
export type Birth = "at-zero" | "at-first-event";

/** A counter: whole events, from 0 after each restart. `from` is its value before the trace. */
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
    // A sum of fractions such as 0.1 + 0.2 must not lose a whole event.
    const whole = Math.floor(counted + 1e-6);
    const exposed = whole > 0 || birth === "at-zero";
    stored.push(
      tick.scrape === "answered" && exposed ? whole : unanswered(tick.scrape === "answered" ? "refused" : tick.scrape, stored.at(-1)),
    );
  }
  return stored;
}
