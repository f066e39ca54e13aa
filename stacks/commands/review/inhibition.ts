import type { LabelSet } from "../../../alert-rules/promql/label-sets";
import type { Change } from "./change";
import type { Compared, Seen } from "./compared";
import { alertNames } from "./describe";
import { grouped, instancesOf, type Instance } from "./instances";
import { matchersOf } from "./matchers";
import { describeSet, listed } from "./words";

/** One alert that keeps another from being sent. */
interface Suppression {
  readonly source: Instance;
  readonly target: Instance;
  /** Labels that both must share beside what is known of them, e.g. `queue`. */
  readonly when: string;
}

const key = ({ source, target, when }: Suppression): string => JSON.stringify([source.key, target.key, when]);

/** Labels with values that are not known and must be equal; undefined where known values differ. */
function shared(source: LabelSet, target: LabelSet, equal: readonly string[]): string[] | undefined {
  const open: string[] = [];
  for (const name of equal) {
    const [a, b] = [source[name], target[name]];
    if (a === null || b === null) {
      // One that has the label and one that cannot have it are not equal.
      if (a === undefined || b === undefined) return undefined;
      open.push(name);
    } else if ((a ?? "") !== (b ?? "")) return undefined;
  }
  return open;
}

/** Everything that one side's rules suppress, among these instances. */
function suppressed({ side }: Seen, instances: readonly Instance[]): Map<string, Suppression> {
  const found = new Map<string, Suppression>();
  for (const rule of side.alertmanager?.inhibit_rules ?? []) {
    const [isSource, isTarget] = [matchersOf(rule.source_matchers), matchersOf(rule.target_matchers)];
    const equal = rule.equal ?? [];
    const targets = instances.filter(({ labels }) => isTarget(labels));
    for (const source of instances.filter(({ labels }) => isSource(labels)))
      for (const target of targets) {
        // An alert does not suppress itself.
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

/** Which sources suppress which targets between two services, as one text without the services. */
function between(pairs: readonly Suppression[]): { readonly sources: string; readonly targets: string }[] {
  const bySource = [...grouped(pairs, ({ source }) => source.key)].map(([, same]) => ({
    source: same[0]?.source,
    targets: alertNames(unique(same.map(({ target }) => target)).map(({ alert }) => alert)),
  }));
  return [...grouped(bySource, ({ targets }) => targets)].map(([targets, same]) => ({
    targets,
    sources: alertNames(same.flatMap(({ source }) => (source === undefined ? [] : [source.alert]))),
  }));
}

const of = (services: readonly string[]): string => {
  const names = [...new Set(services)].filter((name) => name !== "").sort();
  return names.length === 0 ? "" : ` of ${describeSet(names, 4)}`;
};

/** Suppressions in words: those between the same services together, and services between which the same is suppressed. */
function said(suppressions: readonly Suppression[], verb: string): string[] {
  const services = [...grouped(suppressions, ({ source, target, when }) => JSON.stringify([source.service, target.service, when]))];
  const rows = services.flatMap(([, pairs]) =>
    between(pairs).map((row) => ({
      ...row,
      from: pairs[0]?.source.service ?? "",
      to: pairs[0]?.target.service ?? "",
      when: pairs[0]?.when ?? "",
    })),
  );
  const alike = grouped(rows, ({ sources, targets, when, from, to }) => JSON.stringify([sources, targets, when, from === to ? "" : from]));
  return [...alike.values()].map((same) => {
    const [first] = same;
    const here = first?.from === first?.to;
    const to = here ? (same.length === 1 ? "" : " of the same service") : of(same.map((row) => row.to));
    const when = first?.when ? ` when they share ${listed(first.when.split(", "))}` : "";
    return `${first?.sources ?? ""}${of(same.map((row) => row.from))} ${verb} ${first?.targets ?? ""}${to}${when}`;
  });
}

/** Which alerts keep which others from being sent, where that changed: among the alerts and services that both sides have. */
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
