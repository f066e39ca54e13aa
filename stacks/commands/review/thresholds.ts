import { together, type About, type Change, type Effect } from "./change";
import { servicesOf, type Compared, type Seen } from "./compared";
import type { AlertPair } from "./pairs";
import type { AlertRule } from "./side";
import { ownKey, ownThresholds, thresholdOf, type ThresholdOf } from "./threshold-of";
import { countsOfThreshold, describeSet, fromTo, thresholdName, thresholdValue } from "./words";

/** The effective threshold of one service. `value` is undefined when there is none; `NaN` means off. */
interface Counts {
  readonly value: number | undefined;
  readonly own: boolean;
}

const silent = ({ value }: Counts): boolean => value === undefined || Number.isNaN(value);

function effectOf(direction: ThresholdOf["direction"], before: Counts, after: Counts): Effect {
  if (silent(before) || silent(after)) return silent(after) ? "loosened" : "tightened";
  const more = Number(after.value) > Number(before.value);
  return more === (direction === "above") ? "loosened" : "tightened";
}

const same = (a: Counts, b: Counts): boolean => (silent(a) && silent(b)) || a.value === b.value;

/**
 * The formatted value, or `none`. If both sides have a value and only one of them is the default, the text says whether the value is the
 * default or the service's own.
 */
function text(metric: string, counts: Counts, other: Counts): string {
  if (counts.value === undefined) return "none";
  const value = thresholdValue(metric, counts.value);
  return counts.own === other.own || other.value === undefined ? value : `${value} (${counts.own ? "its own" : "the default"})`;
}

class Own {
  private readonly values: ReadonlyMap<string, number>;
  constructor(seen: Seen) {
    this.values = ownThresholds(seen.side);
  }

  counts({ severity }: AlertRule, { metric, fallback }: ThresholdOf, service: string): Counts {
    const own = this.values.get(ownKey(metric, service, severity));
    return own === undefined ? { value: fallback, own: false } : { value: own, own: true };
  }

  /** The service's own minimum number of events for this alert; undefined when the service sets none. */
  least({ severity }: AlertRule, { metric }: ThresholdOf, service: string): number | undefined {
    return this.values.get(ownKey(`${metric}:least`, service, severity));
  }
}

/** Changes of the services' minimum numbers of events for one alert; empty if the alert needs no minimum. */
function leastChanges(
  name: string,
  metric: string,
  rows: readonly { service: string; b: number | undefined; a: number | undefined }[],
): About[] {
  const counts = countsOfThreshold(metric);
  if (counts === undefined) return [];
  const number = (own: number | undefined): string => (own === undefined ? `${counts.least} (the default)` : String(own));
  return rows
    .filter(({ a, b }) => a !== b)
    .map(({ service, a, b }) => ({
      effect: (a ?? counts.least) > (b ?? counts.least) ? "loosened" : "tightened",
      name: service,
      what: `${name} from ${fromTo(number(b), number(a))} ${counts.what}`,
    }));
}

/** Changes of one alert's default threshold, and of its thresholds and `least` for services that are monitored on both sides. */
function ofAlert(compared: Compared, { before, after }: AlertPair, own: { readonly before: Own; readonly after: Own }): About[] {
  const [was, is] = [thresholdOf(before), thresholdOf(after)];
  if (was === undefined || is === undefined || was.metric !== is.metric || before.severity !== after.severity) return [];
  const name = `${thresholdName(is.metric)} ${after.severity}`;
  const services = servicesOf(compared.after, after).filter((service) => compared.before.watched.has(service));
  const rows = services.map((service) => ({
    service,
    b: own.before.counts(before, was, service),
    a: own.after.counts(after, is, service),
  }));
  const minimums = services.map((service) => ({
    service,
    b: own.before.least(before, was, service),
    a: own.after.least(after, is, service),
  }));
  const byDefault = rows.filter(({ a, b }) => !a.own && !b.own);
  const [fallbackWas, fallbackIs]: Counts[] = [was, is].map(({ fallback }) => ({ value: fallback, own: false }));
  const said: About[] = rows
    .filter(({ a, b }) => (a.own || b.own) && !same(a, b))
    .map(({ service, a, b }) => {
      const end = silent(a) ? `; ${after.name} can no longer fire` : silent(b) ? `; ${after.name} can now fire` : "";
      const what = `${name} ${fromTo(text(is.metric, b, a), text(is.metric, a, b))}${end}`;
      return { effect: effectOf(is.direction, b, a), name: service, what };
    });
  said.push(...leastChanges(name, is.metric, minimums));
  if (fallbackWas === undefined || fallbackIs === undefined || same(fallbackWas, fallbackIs)) return said;
  const about =
    byDefault.length === 0
      ? "no service: each has its own"
      : describeSet(
          byDefault.map(({ service }) => service),
          5,
        );
  const what = `default ${fromTo(text(is.metric, fallbackWas, fallbackIs), text(is.metric, fallbackIs, fallbackWas))} (${after.name}); affects ${about}`;
  return [{ effect: effectOf(is.direction, fallbackWas, fallbackIs), name, what }, ...said];
}

/**
 * Changes of effective thresholds, and of their minimum numbers of events (`least`). The effective threshold is the threshold that is
 * recorded for the service, else the default.
 */
export function thresholdChanges(compared: Compared): Change[] {
  const own = { before: new Own(compared.before), after: new Own(compared.after) };
  return together(
    "Thresholds",
    compared.alerts.kept.flatMap((pair) => ofAlert(compared, pair, own)),
  );
}
