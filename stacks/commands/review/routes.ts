import type { Change, Effect } from "./change";
import type { Compared } from "./compared";
import { leafChanges, leavesOf, wordsIn } from "./leaves";
import { contactsByReceiver } from "./contacts";
import { describeAlerts } from "./describe";
import { grouped, instancesOf, type Instance } from "./instances";
import { deliveriesOf } from "./notified";
import { secondsOf } from "../../../alert-rules/promql/expression";
import type { Timing } from "./walk";
import { describeSet, fromTo, listed } from "./words";

/** The contacts that one alert for one service reaches, each with its timing. */
interface Reaches {
  readonly instance: Instance;
  readonly contacts: ReadonlyMap<string, Timing>;
}

/** The contacts that the instances reach, by instance key. */
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
  /** The contact that gains or loses the alert, or `no one`; undefined when only the timing changes. */
  readonly who: string | undefined;
  /** Describes the move: `gains`, `loses`, `is notified of`, or the change of the timing. */
  readonly says: string;
}

function movesOf(before: Reaches, after: Reaches): Move[] {
  const { instance } = after;
  // A different severity has different timing by design, so compare the timing only if the severity is the same.
  const sameSeverity = before.instance.labels["severity"] === instance.labels["severity"];
  const names = [...new Set([...before.contacts.keys(), ...after.contacts.keys()])].sort();
  const moves = names.flatMap((name): Move[] => {
    const [was, is] = [before.contacts.get(name), after.contacts.get(name)];
    if (was === undefined) return [{ instance, effect: "tightened", who: name, says: "gains" }];
    if (is === undefined) return [{ instance, effect: "loosened", who: name, says: "loses" }];
    return sameSeverity ? timingChanges(was, is).map(({ effect, what }) => ({ instance, effect, who: undefined, says: what })) : [];
  });
  const noOne = before.contacts.size > 0 && after.contacts.size === 0;
  return noOne ? [...moves, { instance, effect: "loosened", who: "no one", says: "is notified of" }] : moves;
}

/**
 * Describes the moves: for each contact, one line with the gained alerts and one with the lost alerts; and one line for each change of the
 * timing. If more than two contacts gain or lose the same alerts for different services, these contacts share one line.
 */
function movesText(moves: readonly Move[], all: readonly Instance[]): Change[] {
  const described = [...grouped(moves, ({ effect, who, says }) => JSON.stringify([effect, who, says])).values()].flatMap((same) => {
    const [move] = same;
    const instances = same.map(({ instance }) => instance);
    return move === undefined ? [] : [{ ...move, ...describeAlerts(instances, all) }];
  });
  const alike = grouped(described, ({ effect, who, says, what }) => JSON.stringify([effect, who === undefined, says, what]));
  return [...alike.values()].flatMap((same): Change[] => {
    const [first] = same;
    const subject = "Who is notified";
    if (first?.who !== undefined && same.length > 2) {
      const who = describeSet(same.map((one) => one.who ?? "").sort());
      return [{ subject, effect: first.effect, text: `${who} ${first.says.replace(/s$/, "")} ${first.what}, each for its own services` }];
    }
    return same.map(({ effect, who, says, text }) => ({
      subject,
      effect,
      text: who === undefined ? `${text}: ${says}` : `${who} ${says} ${text}`,
    }));
  });
}

/**
 * Changes of notification settings, grouped so that contacts with the same change share one line. A setting that differs
 * only by the contacts that it names is left out, because these contacts have their own lines.
 */
function messages({ before, after }: Compared): Change[] {
  const [was, is] = [before, after].map(({ side }) => contactsByReceiver(side.alertmanager?.receivers ?? []));
  const listed = [was, is].flatMap((all) => [...(all?.values() ?? [])].flat().map(({ name }) => name));
  const names = new Set(listed.flatMap(wordsIn));
  const said = [...(is ?? [])].flatMap(([receiver, contacts]) =>
    contacts.flatMap((contact) => {
      const old = was?.get(receiver)?.find(({ name }) => name === contact.name);
      const changes = old === undefined ? [] : leafChanges(leavesOf(old.message), leavesOf(contact.message), { names });
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
  const [was, is] = [before, after].map(({ side }) => leavesOf(side.alertmanager?.global ?? {}));
  return leafChanges(was ?? {}, is ?? {}).map((what) => ({ subject: "Who is notified", effect: "changed", text: `delivery: ${what}` }));
}

/**
 * Contacts that gain or lose alerts, and changes of timing, grouping, notification texts and delivery. Covers alerts and services that
 * exist on both sides.
 */
export function routeChanges(compared: Compared): Change[] {
  if (compared.before.side.alertmanager === undefined || compared.after.side.alertmanager === undefined) return [];
  const instances = instancesOf(compared);
  const [was, is] = [reachedBy(instances.before, compared.before), reachedBy(instances.after, compared.after)];
  const both = [...is].flatMap(([key, after]) => {
    const before = was.get(key);
    return before === undefined ? [] : [{ before, after }];
  });
  const all = both.map(({ after }) => after.instance);
  const moves = both.flatMap(({ before, after }) => movesOf(before, after));
  return [...movesText(moves, all), ...messages(compared), ...global(compared)];
}
