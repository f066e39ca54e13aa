/** Seconds between two scrapes of every trace but those of the calendar. */
export const tickSeconds = 15;

/**
 * Minutes of a trace of an hour that are run. What happens in it lies between minute 10 and minute 40; the ten minutes before and
 * after that change no answer and would cost half as much again.
 */
export const run = { from: 10, to: 50 } as const;

/** What one scrape stored: a value, nothing, or the marker that Prometheus writes when a series ends. */
export type Sample = number | "missing" | "stale";

/** How a scrape goes: answered; refused (`up` 0); gone (the target is no longer discovered); unseen (Prometheus itself is away). */
export type Scrape = "answered" | "refused" | "gone" | "unseen";

/** A stretch of a target's life; the load goes on in the process whatever the scrape sees. A restart sets counters to 0 first. */
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

/** The same step in a process that has just started: its counters begin at 0. */
export const restarted = <Load>(of: Step<Load>): Step<Load> => ({ ...of, restarted: true });

/** Steps, `times` over. */
export const repeated = <Load>(times: number, ...steps: Timeline<Load>): Timeline<Load> =>
  Array.from({ length: times }, () => steps).flat();

/** A load that changes from minute to minute. */
export const changing = <Load>(minutes: number, load: (minute: number) => Load): Timeline<Load> =>
  Array.from({ length: minutes }, (_, minute) => answered(1, load(minute)));

interface Tick<Load> {
  readonly scrape: Scrape;
  readonly load: Load;
  readonly restarted: boolean;
  /** Seconds since the begin of the trace. */
  readonly at: number;
}

/** One entry per scrape. A step that is no whole number of scrapes is refused: it would be rounded without a word. */
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

/** What is stored where the scrape fails: a marker once, then nothing. Prometheus that is away writes no marker. */
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

/** A gauge: its value at each scrape; `undefined` means that the program does not expose it then. `at` is the trace's second, `clock` Prometheus' time. */
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

/** How a counter begins: at 0 from the start of its process, or with its first event (the client library's label sets). */
export type Birth = "at-zero" | "at-first-event";

/** A counter: whole events, from 0 after each restart. `from` is what it had counted before the trace. */
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
