import { flatten } from "../env-diff/flatten";
import type { Change, Effect } from "./change";
import type { Compared } from "./compared";
import { leafChanges } from "./leaves";
import { contactsByReceiver } from "./contacts";
import { describeAlerts } from "./describe";
import { grouped, instancesOf, type Instance } from "./instances";
import { deliveriesOf } from "./notified";
import { secondsOf } from "../../../alert-rules/promql/expression";
import type { Timing } from "./walk";
import { describeSet, fromTo, listed } from "./words";

/** What one alert about one service reaches: the timing of each contact. */
interface Reaches {
  readonly instance: Instance;
  readonly contacts: ReadonlyMap<string, Timing>;
}

/** By key, everything that the instances of one key reach. */
function reachedBy(instances: readonly Instance[], seen: Compared["before"]): ReadonlyMap<string, Reaches> {
  return new Map(
    [...grouped(instances, ({ key }) => key)].flatMap(([key, same]) => {
      const [instance] = same;
      if (instance === undefined) return [];
      const deliveries = same.flatMap(({ labels }) => deliveriesOf(seen, labels));
      return [
        [key, { instance, contacts: new Map(deliveries.flatMap(({ contacts, timing }) => contacts.map(({ name }) => [name, timing]))) }],
      ];
    }),
  );
}

function labelsText(before: readonly string[], after: readonly string[]): string {
  const [removed, added] = [before.filter((label) => !after.includes(label)), after.filter((label) => !before.includes(label))];
  const parts = [
    ...(added.length > 0 ? [`also by ${listed(added)}`] : []),
    ...(removed.length > 0 ? [`no longer by ${listed(removed)}`] : []),
  ];
  return `grouped ${parts.join(", ")}`;
}

/** What became of the timing, with its effect. */
function timingChanges(before: Timing, after: Timing): { readonly effect: Effect; readonly what: string }[] {
  const waits = (["group_wait", "group_interval", "repeat_interval"] as const).flatMap((name) => {
    if (before[name] === after[name]) return [];
    const longer = (secondsOf(after[name]) ?? 0) > (secondsOf(before[name]) ?? 0);
    return [{ effect: longer ? ("loosened" as const) : ("tightened" as const), what: `${name} ${fromTo(before[name], after[name])}` }];
  });
  const [was, is] = [before.hours, after.hours];
  const effect = was === "" ? "loosened" : is === "" ? "tightened" : "changed";
  return [
    ...waits,
    ...(was === is ? [] : [{ effect: effect as Effect, what: `sent ${fromTo(was || "at any hour", is || "at any hour")}` }]),
    ...(before.group_by.join() === after.group_by.join()
      ? []
      : [{ effect: "changed" as const, what: labelsText(before.group_by, after.group_by) }]),
  ];
}

interface Move {
  readonly instance: Instance;
  readonly effect: Effect;
  /** `Slack #shop-alerts gains`, or what became of the timing. */
  readonly says: string;
  /** Whether `says` comes before the alerts. */
  readonly first: boolean;
}

function movesOf(before: Reaches, after: Reaches): Move[] {
  const { instance } = after;
  const names = [...new Set([...before.contacts.keys(), ...after.contacts.keys()])].sort();
  const moves = names.flatMap((name): Move[] => {
    const [was, is] = [before.contacts.get(name), after.contacts.get(name)];
    if (was === undefined) return [{ instance, effect: "tightened", says: `${name} gains`, first: true }];
    if (is === undefined) return [{ instance, effect: "loosened", says: `${name} loses`, first: true }];
    return timingChanges(was, is).map(({ effect, what }) => ({ instance, effect, says: what, first: false }));
  });
  const nobody = before.contacts.size > 0 && after.contacts.size === 0;
  return nobody ? [...moves, { instance, effect: "loosened", says: "nobody is notified of", first: true }] : moves;
}

/** Messages that are written otherwise, by the contacts that get them. */
function messages({ before, after }: Compared): Change[] {
  const [was, is] = [before, after].map(({ side }) => contactsByReceiver(side.alertmanager?.receivers ?? []));
  const said = [...(is ?? [])].flatMap(([receiver, contacts]) =>
    contacts.flatMap((contact) => {
      const old = was?.get(receiver)?.find(({ name }) => name === contact.name);
      const changes = old === undefined ? [] : leafChanges(flatten(old.message), flatten(contact.message));
      return changes.map((what) => ({ name: contact.name, what }));
    }),
  );
  return [...grouped(said, ({ what }) => what)].map(([what, same]) => ({
    subject: "Who is notified",
    effect: "changed",
    text: `messages to ${describeSet([...new Set(same.map(({ name }) => name))], 4)}: ${what}`,
  }));
}

function global({ before, after }: Compared): Change[] {
  const [was, is] = [before, after].map(({ side }) => flatten(side.alertmanager?.global ?? {}));
  return leafChanges(was ?? {}, is ?? {}).map((what) => ({ subject: "Who is notified", effect: "changed", text: `delivery: ${what}` }));
}

/** Who gains and loses alerts, and when and in what company they are sent, for the alerts and services that both sides have. */
export function routeChanges(compared: Compared): Change[] {
  if (compared.before.side.alertmanager === undefined || compared.after.side.alertmanager === undefined) return [];
  const instances = instancesOf(compared);
  const [was, is] = [reachedBy(instances.before, compared.before), reachedBy(instances.after, compared.after)];
  const both = [...is].flatMap(([key, after]) => {
    const before = was.get(key);
    return before === undefined ? [] : [{ before, after }];
  });
  const all = both.map(({ after }) => after.instance);
  const moves = grouped(
    both.flatMap(({ before, after }) => movesOf(before, after)),
    ({ effect, says }) => JSON.stringify([effect, says]),
  );
  const moved = [...moves.values()].flatMap((same): Change[] => {
    const [move] = same;
    if (move === undefined) return [];
    const alerts = describeAlerts(
      same.map(({ instance }) => instance),
      all,
    );
    return [{ subject: "Who is notified", effect: move.effect, text: move.first ? `${move.says} ${alerts}` : `${alerts}: ${move.says}` }];
  });
  return [...moved, ...messages(compared), ...global(compared)];
}
