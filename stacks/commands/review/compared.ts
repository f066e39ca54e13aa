import { pairsOf, type AlertPair, type Pairs } from "./pairs";
import type { AlertRule, Labels, Side } from "./side";
import { renamedSide, renamesOf, type Renames } from "./renames";
import { World, serviceOf } from "./world";

/** One side of the comparison, and the data that is derived from it. */
export interface Seen {
  readonly side: Side;
  readonly world: World;
  /** Owner of each monitored service, by `system/service`. */
  readonly watched: ReadonlyMap<string, string>;
}

/** One environment on both sides: before and after the change. */
export interface Compared {
  readonly before: Seen;
  readonly after: Seen;
  readonly alerts: Pairs;
  /** Recorded series that were renamed. `before` already uses the new names. */
  readonly renames: Renames;
}

/** Owner of each service in the labels of scrape targets and recording rules, by `system/service`. */
function watchedOf(side: Side): ReadonlyMap<string, string> {
  const labels: Labels[] = [
    ...side.targets.map((target) => target.labels),
    ...side.recordings.flatMap(({ labels: own }) => (own === undefined ? [] : [own])),
  ];
  return new Map(
    labels.flatMap((one) => {
      const owner = one["owner"];
      return one["system"] === undefined || one["service"] === undefined || owner === undefined
        ? []
        : [[`${one["system"]}/${one["service"]}`, owner] as const];
    }),
  );
}

const seen = (side: Side): Seen => ({ side, world: new World(side), watched: watchedOf(side) });

export function compare(was: Side, after: Side): Compared {
  const renames = renamesOf(was, after);
  const before = renamedSide(was, renames);
  return { before: seen(before), after: seen(after), alerts: pairsOf(before.alerts, after.alerts), renames };
}

/** The services that an alert can fire for, sorted; only the system if the service is unknown. */
export const servicesOf = ({ world }: Seen, alert: AlertRule): string[] =>
  [...new Set(world.instancesOf(alert).flatMap((labels) => serviceOf(labels) ?? []))].sort();

/** Whether `name` is monitored. `name` is a service `system/service`, or a system, which is monitored if one of its services is. */
const watchedAtAll = (watched: Seen["watched"], name: string): boolean =>
  watched.has(name) || (!name.includes("/") && [...watched.keys()].some((service) => service.startsWith(`${name}/`)));

/** Services that were added or removed, in the form `system/service`. */
export const movedServices = ({ before, after }: Compared): string[] =>
  [...new Set([...before.watched.keys(), ...after.watched.keys()])].filter((name) => before.watched.has(name) !== after.watched.has(name));

/**
 * All strings that may name an added or removed service in a setting: for `shop/web-api`, the strings are `shop`, `web-api`,
 * `shop-web-api`, `web` and `api`. Contains the empty string too.
 */
export const movedNames = (compared: Compared): ReadonlySet<string> =>
  new Set(movedServices(compared).flatMap((name) => [...name.split("/"), name.replace("/", "-"), ...name.split(/[/-]/), ""]));

/** Services that are monitored on both sides, but for which the alert can fire on only one side. */
export function scopeOf({ before, after }: Compared, pair: AlertPair): { readonly lost: string[]; readonly gained: string[] } {
  const [was, is] = [servicesOf(before, pair.before), servicesOf(after, pair.after)];
  const stays = (name: string): boolean => [before, after].every(({ watched }) => watchedAtAll(watched, name));
  // An alert for each service of a system has the same scope as an alert for the whole system.
  const within = (name: string, all: readonly string[]): boolean =>
    all.some((other) => other === name || other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
  return {
    lost: was.filter((name) => !within(name, is) && stays(name)),
    gained: is.filter((name) => !within(name, was) && stays(name)),
  };
}
