import { distance } from "fastest-levenshtein";
import { factsOf } from "../../../alert-rules/facts";
import type { RuleGroup } from "../../../alert-rules/model";
import { identity } from "../../../alert-rules/model";
import { ownedSeries } from "../../../alert-rules/owner";
import { waitingMetric } from "../../../alert-rules/condition";
import { thresholds } from "../../../alert-rules/packs";
import { checkKey, warningCheck } from "../../../alert-rules/packs/probe/series";
import { ownThresholdRecordings } from "../../../alert-rules/thresholds";
import { catalogue, environmentIds, withLocalStores } from "../../fixtures/catalogue";
import { outsideView } from "../../support/pipeline/outside";
import { httpProfiles, mayBeNative } from "../../../exporters/instrumentation/http";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { discoveryJobs } from "../../../exporters/scrape/discovery";
import { probesOf, probeTargets, probingJobs } from "../../../exporters/scrape/probes";
import { jobsOf, prometheusConfig } from "../../../exporters/scrape/scrape";
import { stackJob, stackTargets } from "../../../exporters/scrape/targets";
import { readContracts } from "./recorder/contracts";
import type { Metrics } from "./recorder/exposition";
import { labelFlow, type Known, type Matchers, type Missing } from "./label-flow";

const contracts: ReadonlyMap<string, Metrics> = new Map(readContracts().map(({ program, metrics }) => [program, metrics]));

/** All values of a key, at any depth of a configuration. */
function* valuesOf(key: string, within: unknown): Generator {
  if (typeof within !== "object" || within === null) return;
  for (const [name, value] of Object.entries(within)) {
    if (name === key) yield value;
    yield* valuesOf(key, value);
  }
}

const ofEnvironments = environmentIds.map((id) => catalogue().view(id));
const views = [...ofEnvironments, ...ofEnvironments.map(withLocalStores), outsideView([])];

/**
 * Labels that Prometheus adds to series: `job`, `instance`, target labels, labels from relabelling, and promoted resource attributes of
 * OTLP.
 */
export const targetLabels: ReadonlySet<string> = new Set(
  [
    "job",
    "instance",
    ...views.flatMap((view) => [
      ...[...jobsOf(view).values()].flat().flatMap((target) => Object.keys(target.labels)),
      ...[...valuesOf("labels", probeTargets(probesOf(view)))].flatMap((labels) => Object.keys(labels as object)),
      ...[...valuesOf("target_label", [prometheusConfig(view), discoveryJobs(view)])].map(String),
      ...[...valuesOf("promote_resource_attributes", prometheusConfig(view))].flatMap((names) => names as string[]),
    ]),
  ].filter((label) => !label.startsWith("__")),
);

const applications: readonly string[] = [...Object.keys(httpProfiles), ...Object.keys(queueProfiles)];
const demo: readonly string[] = ["demo-orders", "demo-orders-worker"];

/** Libraries that expose their metrics in addition to those of an application's instrumentation. */
const libraries: readonly string[] = ["litellm", "lighthouse"];

/**
 * The programs that may expose a job's series, in groups. The groups are searched one after the other. An application exposes its library's
 * series and its application-specific series.
 */
function programsOf({ job, instrumentation }: Matchers): readonly (readonly string[])[] {
  const named = instrumentation ?? job ?? "";
  if (applications.includes(named)) return [[named], demo, libraries];
  if (named === stackJob) return [[...new Set(views.flatMap((view) => stackTargets(view).map(({ labels }) => labels.service)))]];
  if (probingJobs.includes(named)) return [["blackbox-exporter-probe"]];
  return contracts.has(named) ? [[named]] : [[...contracts.keys()]];
}

/** Histograms that applications may push as native histograms. A native histogram has the labels of `_count`. */
const nativeHistograms: ReadonlySet<string> = new Set(
  Object.values(httpProfiles)
    .filter(mayBeNative)
    .map(({ duration }) => duration),
);

/** The label names that contracts list for a raw metric. Undefined if no program that the matchers allow exposes the metric. */
export function exposed(name: string, matchers: Matchers): ReadonlySet<string> | undefined {
  const metric = nativeHistograms.has(name) ? `${name}_count` : name;
  for (const programs of [...programsOf(matchers), ["prometheus-series"]]) {
    const found = programs.flatMap((program) => contracts.get(program)?.[metric] ?? []);
    if (found.length > 0) return new Set(found.flatMap(({ labels }) => labels));
  }
  return undefined;
}

const owned: ReadonlySet<string> = new Set(ownedSeries);

/**
 * The label names of a raw metric: the result of `exposed` and the `targetLabels`. Among the `targetLabels`, `owner` is added only for
 * `ownedSeries`. A metric with the prefix `traces_` gets no `targetLabels`. Undefined if the result of `exposed` is undefined.
 */
export function raw(metric: string, matchers: Matchers): ReadonlySet<string> | undefined {
  const labels = exposed(metric, matchers);
  if (labels === undefined) return undefined;
  const added = metric.startsWith("traces_") ? [] : [...targetLabels].filter((label) => label !== "owner" || owned.has(metric));
  return new Set([...labels, ...added]);
}

const anyService = { system: "", environment: "", service: "", owner: "" };
const thresholdLabels = ownThresholdRecordings({
  key: "latencyP95",
  severity: "critical",
  value: 1,
  service: anyService,
  routes: "/",
}).flatMap(({ labels = {} }) => Object.keys(labels));
/** The labels of each metric that `waitingMetric` names: the labels of thresholds and the extra labels of the compared series. */
const waitingLabels = new Map(thresholds.map(({ key, series }) => [waitingMetric(key).text, [...thresholdLabels, ...series.extra]]));

/** The labels of the alert instances of these rule groups. */
const alertLabels = (groups: readonly RuleGroup[]): string[] =>
  groups.flatMap(({ alerts }) =>
    alerts.flatMap((alert) => ["symptom", ...identity, ...alert.identity, ...Object.keys(alert.labels ?? {})]),
  );

/** The series that expressions can read: raw metrics, and the series that these rule groups record. */
export class Series {
  private readonly recorded = new Map<string, Set<string>>();
  private readonly alerts: readonly string[];

  constructor(groups: readonly RuleGroup[]) {
    this.alerts = alertLabels(groups);
    const recordings = groups.flatMap((group) => group.recordings);
    // Recorded thresholds have only the labels that the catalogue uses, but rules may read all labels that a threshold can have.
    for (const { record } of recordings)
      this.recorded.set(record.text, new Set(record.text.startsWith("threshold:") ? thresholdLabels : []));
    // A rule may read its own previous result, so labels are propagated until no new label is found.
    for (let grown = true; grown;) {
      grown = false;
      for (const { record, expr, labels = {} } of recordings) {
        const known = this.recorded.get(record.text) ?? new Set();
        const before = known.size;
        for (const label of [...labelFlow(expr.text, this.known).labels, ...Object.keys(labels)]) known.add(label);
        grown ||= known.size > before;
      }
    }
  }

  readonly known: Known = (metric, matchers) => {
    const recorded = this.recorded.get(metric);
    if (recorded !== undefined) return recorded;
    // An environment records `warningCheck` only if it has a check with severity `warning`.
    if (metric === warningCheck.text) return new Set(checkKey);
    if (metric.startsWith("threshold:")) return new Set(waitingLabels.get(metric) ?? thresholdLabels);
    const labels = raw(metric, matchers);
    return labels !== undefined && metric.startsWith("ALERTS") ? new Set([...labels, ...this.alerts]) : labels;
  };

  /** One sentence for each missing metric or label that an expression reads. Each sentence starts with `where`. */
  problems(where: string, expression: string): string[] {
    const { missing } = labelFlow(expression, this.known);
    return [...new Set(missing.map((one) => `${where} ${this.words(one)}`))];
  }

  /** The labels that the series of an expression can have. */
  labelsOf(expression: string): ReadonlySet<string> {
    return labelFlow(expression, this.known).labels;
  }

  private words(missing: Missing): string {
    if (missing.is === "metric")
      return `reads ${missing.metric}, which nothing exposes or records; nearest: ${nearest(missing.metric, this.namesLike(missing.metric))}`;
    const near = missing.known.length === 0 ? "it has no labels" : `nearest: ${nearest(missing.label, missing.known)}`;
    return `reads label ${missing.label} of ${missing.of.replace(/\s+/g, " ")}, which does not carry it; ${near}`;
  }

  private namesLike(metric: string): string[] {
    return metric.includes(":") ? [...this.recorded.keys()] : [...contracts.values()].flatMap((metrics) => Object.keys(metrics));
  }
}

/** The known name that is most similar to a name. Empty if there are no known names. */
export const nearest = (name: string, known: readonly string[]): string =>
  known.reduce((best, next) => (distance(name, next) < distance(name, best) ? next : best), known[0] ?? "");

/**
 * The view and the facts of every environment in the catalogue, once with its configured stores and once with the local stores. Also the
 * view and the facts of `outsideView`.
 */
export const environments = views.map((view) => ({ id: view.environment.id, view, facts: factsOf(view) }));

/** The recorded contract of a program. Throws if there is none. */
export function contractOf(program: string): Metrics {
  const metrics = contracts.get(program);
  if (metrics === undefined) throw new Error(`there is no contract of ${program}; run \`npm run contracts -- --only ${program}\``);
  return metrics;
}
