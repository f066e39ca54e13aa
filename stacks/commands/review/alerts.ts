import { together, type About, type Change } from "./change";
import { scopeOf, servicesOf, type Compared, type Seen } from "./compared";
import { conditionChanges, type Said } from "./conditions";
import { contactsOf } from "./notified";
import type { AlertPair } from "./pairs";
import { whyNot } from "./reach";
import type { AlertRule } from "./side";
import { thresholdOf, withoutFallback } from "./threshold-of";
import { describeSet, fromTo, listed, readable, wait } from "./words";

/** The alert's name with its severity, such as `HttpLatencyHigh (critical)`. */
export const alertName = ({ name, severity }: AlertRule): string => `${name} (${severity})`;

function addedOrRemoved(alert: AlertRule, at: Seen, effect: "added" | "removed"): Change {
  const services = servicesOf(at, alert);
  const who = contactsOf(at, alert);
  const says = alert.annotations["summary"];
  const text = [
    `${alertName(alert)}${says === undefined ? "" : `: "${readable(says)}"`}`,
    ...(effect === "added" ? [alert.for === 0 ? "fires immediately" : `fires after ${wait(alert.for)}`] : []),
    ...(services.length === 0 ? [] : [`about ${describeSet(services, 4)}`]),
    ...(who.length === 0 ? [] : [`${effect === "added" ? "notifies" : "notified"} ${describeSet(who, 4)}`]),
  ];
  return { subject: "Alerts", effect, text: text.join("; ") };
}

function times({ before, after }: AlertPair): Said[] {
  const said: Said[] = [];
  const longer = after.for > before.for;
  if (before.for !== after.for)
    said.push({ effect: longer ? "loosened" : "tightened", what: `for ${fromTo(wait(before.for), wait(after.for))}` });
  const [was, is] = [before.keepFiringFor, after.keepFiringFor];
  if (was !== is)
    said.push({ effect: "changed", what: `keep_firing_for ${fromTo(was === 0 ? "none" : wait(was), is === 0 ? "none" : wait(is))}` });
  return said;
}

const urgency = ["none", "info", "warning", "critical"];

function labels({ before, after }: AlertPair): Said[] {
  const names = [...new Set([...Object.keys(before.labels), ...Object.keys(after.labels)])].sort();
  return names.flatMap((name): Said[] => {
    const [was, is] = [before.labels[name], after.labels[name]];
    // Skip templated labels: `identity` reports whether the instances gain or lose them.
    if (was === is || [was, is].some((text) => text?.includes("{{"))) return [];
    const what = `${name === "severity" ? name : `label ${name}`} ${fromTo(was ?? "none", is ?? "none")}`;
    if (name !== "severity") return [{ effect: "changed", what }];
    const more = urgency.indexOf(after.severity) > urgency.indexOf(before.severity);
    return [{ effect: more ? "tightened" : "loosened", what }];
  });
}

/**
 * Changes of annotations. The text contains no addresses, so alerts whose links change for the same reason, such as a new address of
 * Grafana, share one line.
 */
function message({ before, after }: AlertPair): Said[] {
  const names = [...new Set([...Object.keys(before.annotations), ...Object.keys(after.annotations)])].sort();
  const texts = names.flatMap((name) => {
    const [was, is] = [before.annotations[name], after.annotations[name]];
    // The anchor in `runbook_url` is the alert's name, so a rename changes the anchor.
    if (was === is || (name === "runbook_url" && before.name !== after.name && was?.split("#")[0] === is?.split("#")[0])) return [];
    if (name.endsWith("_url"))
      return [
        is === undefined
          ? `annotation ${name} removed`
          : was === undefined
            ? `annotation ${name} added`
            : `${name} has a different address`,
      ];
    return [`${name} is now "${readable(is ?? "")}", was "${readable(was ?? "")}"`];
  });
  return texts.map((what) => ({ effect: "changed", what }));
}

function condition(pair: AlertPair): Said[] {
  const [before, after] = [thresholdOf(pair.before), thresholdOf(pair.after)];
  // If both conditions use the same threshold, ignore its default here, because thresholdChanges compares it unless the severity changes.
  // If the severity changes, also ignore the severity in the threshold's selector, because `labels` reports the change.
  const apart = before !== undefined && after !== undefined && before.metric === after.metric;
  const severe = (expr: AlertRule["expr"]) => (pair.before.severity === pair.after.severity ? expr : withoutSeverity(expr));
  return apart
    ? conditionChanges(severe(withoutFallback(pair.before.expr)), severe(withoutFallback(pair.after.expr)), undefined, "left out")
    : conditionChanges(pair.before.expr, pair.after.expr, undefined, "left out");
}

/** Names of the labels, except `environment`, that an alert's instances get from series or from templates. */
function instanceLabels({ world }: Seen, alert: AlertRule): string[] {
  const fixed = Object.entries(alert.labels).filter(([, text]) => !text.includes("{{"));
  const names = world.instancesOf(alert).flatMap((labels) => Object.keys(labels));
  return [...new Set(names)].filter((name) => name !== "environment" && !fixed.some(([own]) => own === name)).sort();
}

/** Labels that instances of the alert gain or lose. Such a change can split or merge notifications. */
function identity({ before, after }: Compared, pair: AlertPair): Said[] {
  const [was, is] = [instanceLabels(before, pair.before), instanceLabels(after, pair.after)];
  const [lost, gained] = [was.filter((name) => !is.includes(name)), is.filter((name) => !was.includes(name))];
  if (was.length === 0 || is.length === 0 || lost.length + gained.length === 0) return [];
  const parts = [...(gained.length > 0 ? [`gain ${listed(gained)}`] : []), ...(lost.length > 0 ? [`lose ${listed(lost)}`] : [])];
  return [{ effect: "changed", what: `labels ${parts.join(", ")}` }];
}

/** The condition without the severity in its threshold selector. */
function withoutSeverity(expr: AlertRule["expr"]): AlertRule["expr"] {
  if (expr.type === "selector" && expr.metric.startsWith("threshold:"))
    return { ...expr, matchers: expr.matchers.filter(({ label }) => label !== "severity") };
  return expr.type === "binary" ? { ...expr, left: withoutSeverity(expr.left), right: withoutSeverity(expr.right) } : expr;
}

function scope(compared: Compared, pair: AlertPair): Said[] {
  const { before, after } = compared;
  const [was, is] = [before.world.instancesOf(pair.before).length, after.world.instancesOf(pair.after).length];
  if (was > 0 && is === 0) return [{ effect: "loosened", what: `can no longer fire: ${whyNot(after, pair.after)}` }];
  if (was === 0 && is > 0) return [{ effect: "tightened", what: "can now fire; before, its series did not exist" }];
  const { lost, gained } = scopeOf(compared, pair);
  const said: Said[] = [];
  if (lost.length > 0) said.push({ effect: "loosened", what: `can no longer fire for ${describeSet(lost)}` });
  if (gained.length > 0) said.push({ effect: "tightened", what: `can also fire for ${describeSet(gained)}` });
  return said;
}

function changes(compared: Compared, pair: AlertPair): About[] {
  const name = alertName(pair.after);
  const said = [
    ...scope(compared, pair),
    ...labels(pair),
    ...times(pair),
    ...condition(pair),
    ...identity(compared, pair),
    ...message(pair),
  ];
  return said.map((one) => ({ ...one, name }));
}

const renamed = ({ before, after }: AlertPair): Change[] =>
  before.name === after.name ? [] : [{ subject: "Alerts", effect: "renamed", text: fromTo(before.name, after.name) }];

/** Merges `A (critical)` and `A (warning)` with the same change into `A (critical and warning)`. */
function severitiesTogether(changed: readonly About[]): About[] {
  const all = new Map<string, string[]>();
  const parts = (name: string): [string, string] => [name.replace(/ \(.*$/, ""), /\((.*)\)$/.exec(name)?.[1] ?? ""];
  const key = ({ effect, what }: About, name: string): string => JSON.stringify([effect, what, name]);
  for (const one of changed) {
    const [name, severity] = parts(one.name);
    all.set(key(one, name), [...(all.get(key(one, name)) ?? []), severity]);
  }
  return changed.map((one) => {
    const [name] = parts(one.name);
    return { ...one, name: `${name} (${listed(all.get(key(one, name)) ?? [])})` };
  });
}

/** Alerts that were added, removed, renamed or changed. */
export function alertChanges(compared: Compared): Change[] {
  const { kept, removed, added } = compared.alerts;
  const renames = [...new Map(kept.flatMap(renamed).map((change) => [change.text, change])).values()];
  return [
    ...removed.map((alert) => addedOrRemoved(alert, compared.before, "removed")),
    ...added.map((alert) => addedOrRemoved(alert, compared.after, "added")),
    ...renames,
    ...together("Alerts", severitiesTogether(kept.flatMap((pair) => changes(compared, pair)))),
  ];
}
