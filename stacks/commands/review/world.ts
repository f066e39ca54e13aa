import { evaluate, type LabelSet } from "../../../alert-rules/promql/label-sets";
import { httpProfiles } from "../../../exporters/instrumentation/http";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { labelValue } from "./templated";
import type { AlertRule, Labels, Recording, Side, Target } from "./side";

/** Metrics that Prometheus makes for every target. */
const ofEveryTarget = "prometheus-series";
const probes = { job: "probe", contract: "blackbox-exporter-probe" };
/** Services that push, by their instrumentation. */
const pushing = { series: "expected:push:info", instrumentation: "opentelemetry" };

/** Ways in which applications expose themselves; their contracts are named after them. */
const profiles = [...Object.keys(httpProfiles), ...Object.keys(queueProfiles)];

/** A series that may carry any labels. */
const anyLabels: LabelSet = {};

/** Labels of a target's series. The address may be rewritten, so `instance` is there with a value that is not known. */
const seriesOfTarget = ({ job, labels }: Pick<Target, "job" | "labels">, dropped: RegExp | undefined): LabelSet => ({
  ...Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith("__") && dropped?.test(name) !== true)),
  instrumentation: labels["instrumentation"] ?? "",
  job,
  instance: null,
});

interface Relabelling {
  readonly action?: string;
  readonly regex?: string;
}

/** Labels that a job drops from its series, by job. Series that Prometheus makes of a target itself, like `up`, keep them. */
function droppedLabels(side: Side): ReadonlyMap<string, RegExp> {
  return new Map(
    (side.scrape?.scrape_configs ?? []).flatMap((job) => {
      const rules = (job["metric_relabel_configs"] ?? []) as readonly Relabelling[];
      const drops = rules.filter(({ action }) => action === "labeldrop").map(({ regex }) => `(?:${regex ?? ""})`);
      return drops.length === 0 ? [] : [[job.job_name, new RegExp(`^(?:${drops.join("|")})$`)] as const];
    }),
  );
}

/** Jobs whose series are about other services than the target itself, because their labels are rewritten. */
function rewritten(side: Side): ReadonlySet<string> {
  const jobs = (side.scrape?.scrape_configs ?? []).filter((job) =>
    JSON.stringify(job["metric_relabel_configs"] ?? "").includes("exported_service"),
  );
  return new Set(jobs.map(({ job_name }) => job_name));
}

/** Which series an environment's targets and rules can give, and which labels its alerts can carry. */
export class World {
  private readonly recorded = new Map<string, readonly Recording[]>();
  private readonly evaluated = new Map<string, readonly LabelSet[]>();
  private readonly instances = new Map<AlertRule, readonly LabelSet[]>();
  private readonly open = new Set<string>();
  /** Series that were read before they were known, by what is evaluated now. */
  private readonly unfinished = new Set<string>();
  private readonly elsewhere: ReadonlySet<string>;
  /** Metrics that exporters and programs of the stack expose, and applications do not. */
  private readonly ofPrograms: ReadonlySet<string>;
  private readonly pushers: readonly LabelSet[];
  private readonly dropped: ReadonlyMap<string, RegExp>;
  /** Addresses of exporters. Whatever is scraped there a second time is no application. */
  private readonly exporters: ReadonlySet<string>;

  constructor(private readonly side: Side) {
    for (const recording of side.recordings) this.recorded.set(recording.name, [...(this.recorded.get(recording.name) ?? []), recording]);
    this.elsewhere = rewritten(side);
    this.dropped = droppedLabels(side);
    this.exporters = new Set(side.targets.filter(({ labels }) => labels["instrumentation"] === undefined).map(({ address }) => address));
    const isApplication = (name: string): boolean => profiles.includes(name) || name.startsWith("demo-");
    const ofApplications = new Set([...side.contracts].flatMap(([name, metrics]) => (isApplication(name) ? [...metrics] : [])));
    const ofPrograms = [...side.contracts].flatMap(([name, metrics]) => (isApplication(name) ? [] : [...metrics]));
    this.ofPrograms = new Set(ofPrograms.filter((metric) => !ofApplications.has(metric)));
    this.pushers = (this.recorded.get(pushing.series) ?? []).map(({ labels }) => ({ ...labels, instrumentation: pushing.instrumentation }));
  }

  /** Whether a target's contract has the metric; without contracts, any may. */
  private exposes(metric: string, { job, address, labels }: Target): boolean {
    const { contracts } = this.side;
    if (contracts.size === 0 || contracts.get(ofEveryTarget)?.has(metric) === true) return true;
    const program = job === probes.job ? probes.contract : contracts.has(job) ? job : (labels["service"] ?? "");
    if (contracts.get(program)?.has(metric) === true) return true;
    return labels["instrumentation"] !== undefined && !this.exporters.has(address) && !this.ofPrograms.has(metric);
  }

  private raw(metric: string): LabelSet[] {
    // Only rules make such names.
    if (metric.includes(":")) return [];
    const made = this.side.contracts.get(ofEveryTarget)?.has(metric) === true;
    const scraped = this.side.targets
      .filter((target) => this.exposes(metric, target))
      .map((target) =>
        this.elsewhere.has(target.job) ? { job: target.job } : seriesOfTarget(target, made ? undefined : this.dropped.get(target.job)),
      );
    const pushed = this.ofPrograms.has(metric) || /^up$|^scrape_/.test(metric) ? [] : this.pushers;
    // What is discovered in a cluster, and Prometheus' own series about alerts, may carry any labels.
    const discovered = [...this.side.others.keys()].some((path) => path.startsWith("discovery/")) && !this.ofPrograms.has(metric);
    return [...scraped, ...pushed, ...(discovered || metric.startsWith("ALERTS") ? [anyLabels] : [])];
  }

  /** The series of a metric or recorded name. */
  readonly seriesOf = (metric: string): readonly LabelSet[] => {
    const recordings = this.recorded.get(metric);
    if (recordings === undefined) return this.raw(metric);
    const known = this.evaluated.get(metric);
    if (known !== undefined) return known;
    // A series that reads its own past has what its other parts give.
    if (this.open.has(metric)) {
      this.unfinished.add(metric);
      return [];
    }
    this.open.add(metric);
    const sets = recordings.flatMap(({ expr, labels }): LabelSet[] => {
      const value = evaluate(expr, this.seriesOf);
      return value === "number" ? [labels ?? {}] : value.map((set) => ({ ...set, ...labels }));
    });
    this.open.delete(metric);
    this.unfinished.delete(metric);
    if (this.unfinished.size === 0) this.evaluated.set(metric, sets);
    return sets;
  };

  /** The labels that the alert's instances can carry; empty when it cannot fire. */
  instancesOf(alert: AlertRule): readonly LabelSet[] {
    const known = this.instances.get(alert);
    if (known !== undefined) return known;
    const value = evaluate(alert.expr, this.seriesOf);
    const found = (value === "number" ? [{}] : value).map((set) => {
      const own = Object.entries(alert.labels).flatMap(([name, text]) => {
        const label = labelValue(text, set, this.seriesOf);
        return label === undefined ? [] : [[name, label] as const];
      });
      return { ...set, ...Object.fromEntries(own), alertname: alert.name };
    });
    this.instances.set(alert, found);
    return found;
  }

  /** Whether anything gives the metric: a rule, or a target. */
  has(metric: string): boolean {
    return this.seriesOf(metric).length > 0;
  }
}

/** `system/service`, `system` alone, or undefined where neither is known. */
export function serviceOf(labels: LabelSet | Labels): string | undefined {
  const [system, service] = [labels["system"], labels["service"]];
  if (typeof system !== "string") return undefined;
  return typeof service === "string" ? `${system}/${service}` : system;
}
