import type { View } from "../../exporters/model/catalogue";
import { pageBudgets } from "../../exporters/model/lighthouse";
import type { Service } from "../../exporters/model/schema";
import { countedRunsOf } from "../../exporters/model/runs";
import { aiMetrics, aiProfiles, type AiProfile, type AiProfileId } from "../../exporters/instrumentation/ai";
import { callMetrics, rateLimitMetrics } from "../../exporters/instrumentation/calls";
import { loopMetrics } from "../../exporters/instrumentation/loops";
import { poolMetrics } from "../../exporters/instrumentation/pool";
import { queueProfiles } from "../../exporters/instrumentation/queue";
import { quotaMetrics } from "../../exporters/instrumentation/quota";
import { lighthouseInstance, lighthouseMetrics } from "../../exporters/instrumentation/lighthouse";
import { hashedRuns, runMetrics } from "../../exporters/instrumentation/runs";
import { workerMetrics } from "../../exporters/instrumentation/workers";
import { streamMetrics } from "../../exporters/instrumentation/streams";
import { discoveryProfiles, refusedProfileLabel } from "../../exporters/scrape/discovery";
import { certificateJob, certificateTargets } from "../../exporters/scrape/certificates";
import { allProbesOf, speaksTls } from "../../exporters/scrape/probes";
import { kubeletTargets, kubeStateTargets } from "../../exporters/scrape/kubelets";
import {
  derivedJob,
  derivedTargets,
  pushingServices,
  stackJob,
  stackTargets,
  systemTargets,
  type Target,
} from "../../exporters/scrape/targets";
import type { Producer } from "./reachable";

/**
 * Returns the label names of a metric of a program, or undefined if the program does not expose the metric. The source is the program's
 * recorded contract: a list of the metrics that a real instance exposed.
 */
export type Exposed = (program: string, metric: string) => readonly string[] | undefined;

/** Additional label names of `up` and `scrape_*`, which Prometheus itself writes about each target: none. Undefined for other metrics. */
const ofScrape = (name: string): readonly string[] | undefined => (name === "up" || name.startsWith("scrape_") ? [] : undefined);

const pools: ReadonlySet<string> = new Set([poolMetrics.connections, poolMetrics.max, poolMetrics.pending, poolMetrics.timeouts]);
const calls: readonly string[] = [callMetrics.http, callMetrics.db, rateLimitMetrics.remaining, rateLimitMetrics.max];
const runs: readonly string[] = [runMetrics.ended, runMetrics.running, runMetrics.oldest, runMetrics.duration];
const loops: readonly string[] = [loopMetrics.iterations, loopMetrics.items];
const lighthouse: readonly string[] = [
  lighthouseMetrics.score,
  lighthouseMetrics.run,
  lighthouseMetrics.duration,
  lighthouseMetrics.loaded,
];
const workers: readonly string[] = [workerMetrics.workers, workerMetrics.busy];
const streams: readonly string[] = [streamMetrics.active, streamMetrics.opened, streamMetrics.closed, streamMetrics.silence];
const base = (metric: string): string => metric.replace(/_(bucket|count|sum)$/, "");
/** Whether the service exposes the metric because it measures, for example, its calls, with the documented modules or OpenTelemetry. */
const isMeasured = (service: Service | undefined, metric: string): boolean =>
  service !== undefined &&
  "calls" in service &&
  ((service.calls.length > 0 && calls.includes(base(metric))) ||
    (service.loops.length > 0 && loops.includes(metric)) ||
    (service.kind === "http" && service.workerGroups.length > 0 && workers.includes(metric)) ||
    (service.kind === "http" && service.streams.length > 0 && streams.includes(metric)) ||
    (service.runs.length > 0 && runs.includes(base(metric))));
/** Labels of a counter with which the service counts its runs, as the catalogue declares them. Undefined for another metric. */
function countedBy(service: Service | undefined, metric: string): readonly string[] | undefined {
  const counter = service === undefined ? undefined : countedRunsOf(service).find((run) => run.metric === metric);
  return counter === undefined ? undefined : [counter.label, ...(counter.category === undefined ? [] : [counter.category])];
}
/** Whether the metric measures calls to AI providers. */
const measuresAi = (profile: AiProfile, metric: string): boolean => aiMetrics(profile).some(({ name }) => base(name) === base(metric));
const quotas: ReadonlySet<string> = new Set([quotaMetrics.used, quotaMetrics.limit]);
const queues: ReadonlySet<string> = new Set(
  Object.values(queueProfiles).flatMap((profile) => [
    profile.waiting,
    profile.oldestAge,
    profile.completed,
    profile.failed,
    ...("heartbeat" in profile ? [profile.heartbeat] : []),
    ...("paused" in profile ? [profile.paused] : []),
  ]),
);

/** Whether the application exposes the metric because the catalogue declares its pools, quotas or queues. */
const declared = (service: Service, metric: string): boolean =>
  (service.kind === "http" || service.kind === "worker") &&
  ((pools.has(metric) && service.pools.length > 0) ||
    (quotas.has(metric) && service.quotas.length > 0) ||
    (queues.has(metric) && service.kind === "worker" && service.queues.length > 0));

/** The contract with the metrics of AI calls of a program: of LiteLLM, of an instrumentation that pushes, or of the documented module. */
const aiContract = (profile: AiProfileId, program: string): string =>
  profile === "litellm" ? "litellm" : program === "opentelemetry" ? "genai-openai" : "prom-client";

/** The demo's applications that have recorded contracts. */
const applications = ["demo-orders", "demo-orders-worker"];

/** All sources of raw series in an environment, with the series that each source produces. */
export function producersOf(view: View, exposed: Exposed): Producer[] {
  const own = (metric: string) => applications.map((program) => exposed(program, metric)).find((labels) => labels !== undefined);
  const serviceOf = ({ system, service }: { readonly system: string; readonly service: string }): Service | undefined =>
    view.systems.find(({ id }) => id === system)?.services.find(({ name }) => name === service);
  const application = (program: string, service: Service | undefined) => (metric: string) =>
    ofScrape(metric) ??
    countedBy(service, metric) ??
    (isMeasured(service, metric) ? (exposed(program, metric) ?? exposed("prom-client", metric)) : undefined) ??
    (service !== undefined && "ai" in service && service.ai !== undefined && measuresAi(aiProfiles[service.ai.profile], metric)
      ? (exposed(program, metric) ?? exposed(aiContract(service.ai.profile, program), metric))
      : undefined) ??
    (service !== undefined && declared(service, metric)
      ? (own(metric) ?? exposed(program, metric))
      : queues.has(metric) && program !== "arq"
        ? undefined
        : exposed(program, metric));
  const scraped = ({ job, address, labels }: Target): Producer => ({
    labels: { job, instance: address, ...labels },
    metric:
      job === hashedRuns.id
        ? (metric) => ofScrape(metric) ?? (metric === hashedRuns.metric ? exposed("redis-exporter", metric) : undefined)
        : application(job, serviceOf(labels)),
  });
  const stack = ({ address, labels }: Target): Producer => ({
    labels: { job: stackJob, instance: address, ...labels },
    metric: (metric) => ofScrape(metric) ?? exposed(labels.service, metric),
  });
  return [
    ...systemTargets(view).map(scraped),
    ...stackTargets(view).map(stack),
    // Relabelling gives the series of containers and volumes the labels of their services, so only `job` and `environment` are fixed.
    ...[...kubeletTargets(view), ...kubeStateTargets(view)].flatMap(({ job, labels }): Producer[] => [
      { labels: { job, ...labels }, metric: ofScrape },
      { labels: { job, environment: labels.environment }, metric: (metric) => exposed(job, metric) },
    ]),
    // The gateway's two targets have the same labels except `instance`, which no rule matches on, so one producer without `instance` is
    // enough.
    ...derivedTargets(view)
      .slice(0, 1)
      .map(({ labels }): Producer => ({
        labels: { job: derivedJob, ...labels },
        metric: (metric) => ofScrape(metric) ?? exposed(derivedJob, metric),
      })),
    ...pushingServices(view).map((labels): Producer => ({
      labels: { instrumentation: "opentelemetry", ...labels },
      metric: (metric) => (metric === "up" ? undefined : application("opentelemetry", serviceOf(labels))(metric)),
    })),
    // CI jobs push the results of Lighthouse for services that declare them.
    ...view.systems.flatMap(({ id, services }) =>
      services
        .filter((service) => pageBudgets(view.environment.id, service).length > 0)
        .map(({ name, owner }): Producer => ({
          labels: {
            instrumentation: "opentelemetry",
            instance: lighthouseInstance,
            environment: view.environment.id,
            system: id,
            service: name,
            owner,
          },
          metric: (metric) => (lighthouse.includes(metric) ? exposed("lighthouse", metric) : undefined),
        })),
    ),
    ...allProbesOf(view).map(({ job, url, labels }): Producer => ({
      labels: { job, instance: url, ...labels },
      // blackbox_exporter exposes `probe_ssl_*` metrics only for connections over TLS.
      metric: (metric) =>
        ofScrape(metric) ?? (metric.startsWith("probe_ssl_") && !speaksTls(url) ? undefined : exposed("blackbox-exporter-probe", metric)),
    })),
    ...certificateTargets(view).map(({ address, labels }): Producer => ({
      labels: { job: certificateJob, instance: address, ...labels },
      metric: (metric) => ofScrape(metric) ?? (metric.startsWith("probe_http_") ? undefined : exposed("blackbox-exporter-probe", metric)),
    })),
    // A discovered target may expose any metric of its profile, and any metric of the demo's applications.
    ...discoveryProfiles(view).map((profile): Producer => ({
      labels: { job: profile, instrumentation: profile, environment: view.environment.id },
      metric: (metric) => ofScrape(metric) ?? own(metric) ?? exposed(profile, metric),
    })),
    ...(view.environment.discovery.length === 0
      ? []
      : [{ labels: { [refusedProfileLabel]: "another", environment: view.environment.id }, metric: ofScrape }]),
  ];
}
