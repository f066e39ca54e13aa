import { pairsOf, type AlertPair, type Pairs } from "./pairs";
import type { AlertRule, Labels, Side } from "./side";
import { renamedSide, renamesOf, type Renames } from "./renames";
import { World, serviceOf } from "./world";

/** One side with derived data. */
export interface Seen {
  readonly side: Side;
  readonly world: World;
  /** Owner by `system/service`, for everything that is monitored. */
  readonly watched: ReadonlyMap<string, string>;
}

/** Both sides of one environment. */
export interface Compared {
  readonly before: Seen;
  readonly after: Seen;
  readonly alerts: Pairs;
  /** Recorded series that were renamed; `before` already uses the new names. */
  readonly renames: Renames;
}

/** Every service that has targets or expectations, by name. */
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

/** The services that an alert can fire for, sorted. */
export const servicesOf = ({ world }: Seen, alert: AlertRule): string[] =>
  [...new Set(world.instancesOf(alert).flatMap((labels) => serviceOf(labels) ?? []))].sort();

/** Whether a service, or any service of a system, is monitored. */
const watchedAtAll = (watched: Seen["watched"], name: string): boolean =>
  watched.has(name) || (!name.includes("/") && [...watched.keys()].some((service) => service.startsWith(`${name}/`)));

/** Services that were added or removed, as `system/service`. */
export const movedServices = ({ before, after }: Compared): string[] =>
  [...new Set([...before.watched.keys(), ...after.watched.keys()])].filter((name) => before.watched.has(name) !== after.watched.has(name));

/** Every word in the names of added and removed services, also in the form used in settings. */
export const movedNames = (compared: Compared): ReadonlySet<string> =>
  new Set(movedServices(compared).flatMap((name) => [...name.split("/"), name.replace("/", "-"), ...name.split(/[/-]/), ""]));

/** Services that are monitored on both sides, but that the alert can fire for on one side only. */
export function scopeOf({ before, after }: Compared, pair: AlertPair): { readonly lost: string[]; readonly gained: string[] } {
  const [was, is] = [servicesOf(before, pair.before), servicesOf(after, pair.after)];
  const stays = (name: string): boolean => [before, after].every(({ watched }) => watchedAtAll(watched, name));
  // An alert for each service of a system has the same scope as one for the whole system.
  const within = (name: string, all: readonly string[]): boolean =>
    all.some((other) => other === name || other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
  return {
    lost: was.filter((name) => !within(name, is) && stays(name)),
    gained: is.filter((name) => !within(name, was) && stays(name)),
  };
}
