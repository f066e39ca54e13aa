import { kinds } from "../../vendors/provider/kinds";
import type { About } from "./change";
import { leafChanges, leavesOf, type Leaves } from "./leaves";
import type { Resource } from "./shapes";
import { listed } from "./words";

/** Sentry's terms for resource types. */
const titles: Readonly<Record<string, string>> = {
  "sentry:Project": "project",
  "sentry:Workflow": "alert",
  "sentry:Team": "team",
  "sentry:Key": "client key",
  "sentry:InboundFilter": "inbound filter",
  "sentry:SpikeProtection": "spike protection",
  "sentry:Ownership": "ownership rules",
  "sentry:ErrorDetector": "error monitor",
  "sentry:CronDetector": "cron monitor",
  "sentry:UptimeDetector": "uptime monitor",
  "sentry:MetricDetector": "metric monitor",
};

/** The term for a type: `metric monitor` for `sentry:MetricDetector`, `monitor at uptimerobot` for `uptimerobot:Monitor`. */
export function titleOf(type: string): string {
  const [vendor = "", kind = type] = type.split(":");
  return titles[type] ?? `${kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()} at ${vendor}`;
}

/** Describes what is lost if an object of this type is deleted. The result is the end of a sentence; empty if nothing is lost. */
export function lostWith(type: string): string {
  const history = kinds.find((kind) => kind.type === `monitoring:${type}`)?.history;
  return history === undefined ? "" : `; ${history} would be deleted, so \`up\` refuses this without monitoring:allowDelete`;
}
/** A change of an object at a vendor. */
export interface ResourceChange extends About {
  /** Whether the change is about the object's history: the history is lost, or a declared rename keeps the history. */
  readonly aboutHistory: boolean;
}

/** Replaces references to other resources with the text of `$ref`, such as `sentry:Team shop`. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value) return String(value.$ref);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** A name without the environment: `shop/web errors (staging)` gives `shop/web errors`, and `shop-web-staging` gives `shop-web`. */
export const unplaced = (text: string, environment: string): string =>
  text.replace(` (${environment})`, "").replace(new RegExp(`-${environment}(?=$|-| )`), "");

/** The recipients of a Sentry alert, such as `slack shop-alerts`. */
function actions(inputs: Readonly<Record<string, unknown>>): string[] {
  const list = plain(inputs["actions"] ?? []);
  if (!Array.isArray(list)) return [];
  return list.map((action: unknown) => {
    const of = (key: string): string =>
      typeof action === "object" && action !== null && key in action ? String(Reflect.get(action, key)) : "";
    return [of("via"), of("channel") || of("service") || of("to")].filter((part) => part !== "").join(" ");
  });
}

const settings = ({ inputs }: Resource, environment: string): Leaves =>
  Object.fromEntries(
    Object.entries(leavesOf(plain({ ...inputs, actions: undefined }))).map(([path, text]) => [
      path,
      typeof text === "string" ? unplaced(text, environment) : text.map((one) => unplaced(one, environment)),
    ]),
  );

function inside(before: Resource, after: Resource, environment: string): Pick<About, "effect" | "what">[] {
  const [was, is] = [actions(before.inputs), actions(after.inputs)];
  const [lost, gained] = [was.filter((who) => !is.includes(who)), is.filter((who) => !was.includes(who))];
  const other = leafChanges(settings(before, environment), settings(after, environment));
  return [
    ...(lost.length > 0 ? [{ effect: "loosened" as const, what: `no longer notifies ${listed(lost)}` }] : []),
    ...(gained.length > 0 ? [{ effect: "tightened" as const, what: `also notifies ${listed(gained)}` }] : []),
    ...(other.length > 0 ? [{ effect: "changed" as const, what: listed(other) }] : []),
  ];
}

/**
 * Vendor resources that were added, removed, renamed or changed. Leaves out additions and removals of names for which `stays` returns
 * false, because another change reports them.
 */
export function resourceChanges(
  before: readonly Resource[],
  after: readonly Resource[],
  environment: string,
  stays: (name: string) => boolean,
): ResourceChange[] {
  const named = (all: readonly Resource[]): Map<string, Resource> => new Map(all.map((one) => [`${one.type} ${one.name}`, one]));
  const [was, is] = [named(before), named(after)];
  const pairs = after.flatMap(({ type, name, formerly }) =>
    formerly !== undefined && was.has(`${type} ${formerly}`) && !was.has(`${type} ${name}`) ? [{ type, name, formerly }] : [],
  );
  const renamed = pairs.map(({ type, name, formerly }): ResourceChange => ({
    name: unplaced(name, environment),
    effect: "renamed",
    what: `${titleOf(type)}, formerly ${unplaced(formerly, environment)}; its history is kept`,
    aboutHistory: true,
  }));
  const isRename = (key: string): boolean =>
    pairs.some(({ type, name, formerly }) => [`${type} ${name}`, `${type} ${formerly}`].includes(key));
  const others = [...new Set([...was.keys(), ...is.keys()])].flatMap((key): ResourceChange[] => {
    const [old, now] = [was.get(key), is.get(key)];
    const either = now ?? old;
    if (either === undefined) return [];
    const name = unplaced(either.name, environment);
    const kind = titleOf(either.type);
    if (old === undefined || now === undefined) {
      if (isRename(key) || !stays(either.name)) return [];
      const lost = old === undefined ? "" : lostWith(either.type);
      return [{ name, effect: old === undefined ? "added" : "removed", what: `${kind}${lost}`, aboutHistory: lost !== "" }];
    }
    return inside(old, now, environment).map(({ effect, what }) => ({ name, effect, what: `${kind}: ${what}`, aboutHistory: false }));
  });
  return [...renamed, ...others];
}
