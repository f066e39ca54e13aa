import type { LabelSet } from "../../../alert-rules/promql/label-sets";
import type { Change } from "./change";
import type { Compared, Seen } from "./compared";
import { alertNames } from "./describe";
import { grouped, instancesOf, type Instance } from "./instances";
import { matchersOf } from "./matchers";
import type { AlertRule } from "./side";
import { describeSet, listed } from "./words";

interface Suppression {
  readonly source: Instance;
  readonly target: Instance;
  /**
   * Names of the `equal` labels whose values are unknown, separated by commas, e.g. `queue`. The source suppresses the target if these
   * values are equal.
   */
  readonly when: string;
}

const key = ({ source, target, when }: Suppression): string => JSON.stringify([source.key, target.key, when]);

/** Names of the `equal` labels whose values are unknown; undefined when the source cannot suppress the target. */
function shared(source: LabelSet, target: LabelSet, equal: readonly string[]): string[] | undefined {
  const open: string[] = [];
  for (const name of equal) {
    // The environment is the same for all compared alerts.
    if (name === "environment") continue;
    const [a, b] = [source[name], target[name]];
    if (a === null || b === null) {
      // Only one of the two alerts has the label. Assume that its unknown value is not empty, so the values differ.
      if (a === undefined || b === undefined) return undefined;
      open.push(name);
    } else if ((a ?? "") !== (b ?? "")) return undefined;
  }
  return open;
}

/** All suppressions among these instances by the inhibition rules of one side. */
function suppressed({ side }: Seen, instances: readonly Instance[]): Map<string, Suppression> {
  const found = new Map<string, Suppression>();
  for (const rule of side.alertmanager?.inhibit_rules ?? []) {
    const [isSource, isTarget] = [matchersOf(rule.source_matchers), matchersOf(rule.target_matchers)];
    const equal = rule.equal ?? [];
    const targets = instances.filter(({ labels }) => isTarget(labels));
    for (const source of instances.filter(({ labels }) => isSource(labels)))
      for (const target of targets) {
        if (source === target) continue;
        const open = shared(source.labels, target.labels, equal);
        if (open === undefined) continue;
        const suppression = { source, target, when: open.sort().join(", ") };
        found.set(key(suppression), suppression);
      }
  }
  return found;
}

const unique = (instances: readonly Instance[]): Instance[] => [...new Map(instances.map((instance) => [instance.key, instance])).values()];

/** Groups the suppressions between two services by source and target alerts. */
function between(pairs: readonly Suppression[]): Pick<Row, "sources" | "targets" | "targetAlerts">[] {
  const bySource = [...grouped(pairs, ({ source }) => source.key).values()].map((same) => {
    const targetAlerts = unique(same.map(({ target }) => target)).map(({ alert }) => alert);
    return { source: same.flatMap(({ source }) => source.alert).slice(0, 1), targetAlerts, targets: alertNames(targetAlerts) };
  });
  return [...grouped(bySource, ({ targets }) => targets).values()].map((same) => ({
    targets: same[0]?.targets ?? "",
    targetAlerts: same[0]?.targetAlerts ?? [],
    sources: alertNames(same.flatMap(({ source }) => source)),
  }));
}

const of = (services: readonly string[]): string => {
  const names = [...new Set(services)].filter((name) => name !== "").sort();
  return names.length === 0 ? "" : ` of ${describeSet(names, 4)}`;
};

interface Row {
  readonly sources: string;
  readonly targets: string;
  readonly targetAlerts: readonly AlertRule[];
  readonly from: string;
  readonly to: string;
  readonly when: string;
}

/**
 * Describes the rows of one source. If the description would have more than three lines, and each row is about two services of the same
 * system, one line summarises the rows.
 */
function rowsText(rows: readonly Row[], verb: string): string[] {
  const alike = grouped(rows, ({ targets, from, to }) => JSON.stringify([targets, from === to ? "" : from]));
  const [first] = rows;
  if (first === undefined) return [];
  const when = first.when === "" ? "" : ` when they share ${listed(first.when.split(", "))}`;
  const source = (these: readonly Row[]): string => `${first.sources}${of(these.map(({ from }) => from))} ${verb}`;
  const system = (service: string): string => service.split("/")[0] ?? "";
  if (alike.size > 3 && rows.every(({ from, to }) => from !== to && system(from) === system(to))) {
    const alerts = alertNames(rows.flatMap(({ targetAlerts }) => targetAlerts));
    const services = [...new Set(rows.map(({ to }) => to))].sort();
    return [`${source(rows)} ${alerts} of other services of their systems: ${describeSet(services, 4)}${when}`];
  }
  return [...alike.values()].map((same) => {
    const here = same.every(({ from, to }) => from === to);
    const to = !here ? of(same.map((row) => row.to)) : same.length === 1 ? "" : " of the same service";
    return `${source(same)} ${same[0]?.targets ?? ""}${to}${when}`;
  });
}

/** Describes suppressions, grouped by services and by source and target alerts. */
function said(suppressions: readonly Suppression[], verb: string): string[] {
  const services = grouped(suppressions, ({ source, target, when }) => JSON.stringify([source.service, target.service, when]));
  const rows = [...services.values()].flatMap((pairs): Row[] => {
    const [first] = pairs;
    if (first === undefined) return [];
    return between(pairs).map((row) => ({ ...row, from: first.source.service, to: first.target.service, when: first.when }));
  });
  const sources = grouped(rows, ({ sources: source, when, from, to }) => JSON.stringify([source, when, from === to]));
  return [...sources.values()].flatMap((same) => rowsText(same, verb));
}

/** Suppressions that were added or removed, for alerts and services that exist on both sides. */
export function inhibitionChanges(compared: Compared): Change[] {
  const instances = instancesOf(compared);
  const [wasThere, isThere] = [instances.before, instances.after].map((side) => new Set(side.map((instance) => instance.key)));
  const [before, after] = [suppressed(compared.before, instances.before), suppressed(compared.after, instances.after)];
  const stays = ({ source, target }: Suppression): boolean =>
    [source.key, target.key].every((one) => wasThere?.has(one) === true && isThere?.has(one) === true);
  const only = (these: Map<string, Suppression>, those: Map<string, Suppression>): Suppression[] =>
    [...these].filter(([id, suppression]) => !those.has(id) && stays(suppression)).map(([, suppression]) => suppression);
  return [
    ...said(only(after, before), "now suppresses").map((text): Change => ({ subject: "Inhibition", effect: "loosened", text })),
    ...said(only(before, after), "no longer suppresses").map((text): Change => ({ subject: "Inhibition", effect: "tightened", text })),
  ];
}
