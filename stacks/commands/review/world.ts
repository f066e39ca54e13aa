import { probingJobs } from "../../../exporters/scrape/probes";
import { evaluate, type LabelSet } from "../../../alert-rules/promql/label-sets";
import { httpProfiles } from "../../../exporters/instrumentation/http";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { labelValue } from "./templated";
import type { AlertRule, Labels, Recording, Side, Target } from "./side";

/** Name of the contract with the series that Prometheus itself creates, such as `up` for every target. */
const ofEveryTarget = "prometheus-series";
const probes = { jobs: probingJobs, contract: "blackbox-exporter-probe" };
/** The recorded series that lists the services that push metrics, and the value of the label `instrumentation` on pushed series. */
const pushing = { series: "expected:push:info", instrumentation: "opentelemetry" };

/** IDs of the instrumentation profiles. The contract of a profile has the same name. */
const profiles = [...Object.keys(httpProfiles), ...Object.keys(queueProfiles)];

/** The label set of a series that can have any labels. */
const anyLabels: LabelSet = {};

/** The labels of a target's series. Relabelling can change the address, so the value of `instance` is unknown (null). */
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

/**
 * Patterns of the labels that metric relabelling drops, by job. Prometheus does not apply metric relabelling to the series that it adds for
 * a target, such as `up`.
 */
function droppedLabels(side: Side): ReadonlyMap<string, RegExp> {
  return new Map(
    (side.scrape?.scrape_configs ?? []).flatMap((job) => {
      const rules = (job["metric_relabel_configs"] ?? []) as readonly Relabelling[];
      const drops = rules.filter(({ action }) => action === "labeldrop").map(({ regex }) => `(?:${regex ?? ""})`);
      return drops.length === 0 ? [] : [[job.job_name, new RegExp(`^(?:${drops.join("|")})$`)] as const];
    }),
  );
}

/** Jobs whose relabelling assigns series to services other than the target's service. */
function rewritten(side: Side): ReadonlySet<string> {
  const jobs = (side.scrape?.scrape_configs ?? []).filter((job) =>
    JSON.stringify(job["metric_relabel_configs"] ?? "").includes("exported_service"),
  );
  return new Set(jobs.map(({ job_name }) => job_name));
}

/** The series that an environment's targets and rules can provide, and the labels that its alerts can have. */
export class World {
  private readonly recorded = new Map<string, readonly Recording[]>();
  private readonly evaluated = new Map<string, readonly LabelSet[]>();
  private readonly instances = new Map<AlertRule, readonly LabelSet[]>();
  private readonly open = new Set<string>();
  /** Recorded series that the current evaluation reads before their labels are known. */
  private readonly unfinished = new Set<string>();
  private readonly elsewhere: ReadonlySet<string>;
  /** Metrics that exporters and programs of the stack expose, but no application exposes. */
  private readonly ofPrograms: ReadonlySet<string>;
  private readonly pushers: readonly LabelSet[];
  private readonly dropped: ReadonlyMap<string, RegExp>;
  /** Addresses of targets without the label `instrumentation`. No target at one of these addresses is an application. */
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

  /** Whether a target can expose the metric, according to the contracts. Always true when there are no contracts. */
  private exposes(metric: string, { job, address, labels }: Target): boolean {
    const { contracts } = this.side;
    if (contracts.size === 0 || contracts.get(ofEveryTarget)?.has(metric) === true) return true;
    const program = probes.jobs.includes(job) ? probes.contract : contracts.has(job) ? job : (labels["service"] ?? "");
    if (contracts.get(program)?.has(metric) === true) return true;
    return labels["instrumentation"] !== undefined && !this.exporters.has(address) && !this.ofPrograms.has(metric);
  }

  private raw(metric: string): LabelSet[] {
    // Only recording rules produce names with a colon.
    if (metric.includes(":")) return [];
    const made = this.side.contracts.get(ofEveryTarget)?.has(metric) === true;
    const scraped = this.side.targets
      .filter((target) => this.exposes(metric, target))
      .map((target) =>
        this.elsewhere.has(target.job) ? { job: target.job } : seriesOfTarget(target, made ? undefined : this.dropped.get(target.job)),
      );
    const pushed = this.ofPrograms.has(metric) || /^up$|^scrape_/.test(metric) ? [] : this.pushers;
    // Series of discovered services can have any labels, and so can Prometheus' own series about alerts.
    const discovered = [...this.side.others.keys()].some((path) => path.startsWith("discovery/")) && !this.ofPrograms.has(metric);
    return [...scraped, ...pushed, ...(discovered || metric.startsWith("ALERTS") ? [anyLabels] : [])];
  }

  /** The possible label sets of a metric or recorded series; empty when nothing provides it. */
  readonly seriesOf = (metric: string): readonly LabelSet[] => {
    const recordings = this.recorded.get(metric);
    if (recordings === undefined) return this.raw(metric);
    const known = this.evaluated.get(metric);
    if (known !== undefined) return known;
    // The rule reads the series that it records. The other parts of its expression provide the labels.
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

  /** The label sets that the alert's instances can have; empty when the alert cannot fire. */
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

  /** Whether any series of the metric can exist. */
  has(metric: string): boolean {
    return this.seriesOf(metric).length > 0;
  }
}

/** `system/service`; only the system when the service is unknown; undefined when the system is unknown. */
export function serviceOf(labels: LabelSet | Labels): string | undefined {
  const [system, service] = [labels["system"], labels["service"]];
  if (typeof system !== "string") return undefined;
  return typeof service === "string" ? `${system}/${service}` : system;
}
