import type { View } from "../model/catalogue";
import type { HttpService } from "../model/schema";
import { httpProfiles, routesLabel, type HttpProfileId } from "../instrumentation/http";
import type { HttpProfile } from "../instrumentation/model";
import { routesOf } from "../model/threshold-conditions";
import { formatDuration } from "../model/units";
import { mainAddress, programs } from "../programs";
import { callOfAddress, callsOf, type Call } from "../programs/calls";
import { discoveryFolder, prometheusFolder } from "../programs/prometheus";

import { hashedRuns } from "../instrumentation/runs";
import { jsonFile, yamlFile, type RenderedFile } from "../emit";
import { certificateJob, certificateModule, certificateTargets } from "./certificates";
import { blackboxAddress, blackboxConfig, probeJob, probesOf, probeTargets, publicProbeJob, publicProbesOf } from "./probes";
import { isAboutPods, kubeStateTargets, podMetricRelabelings } from "./kubelets";
import { isOnEveryNode, nodeDiscovery } from "./nodes";
import { escapeRegex, setLabel, withoutOwner, type Relabel } from "./relabel";
import { markedRoutes, routePattern } from "./routes";
import { arqQueues, runsInRedis } from "./redis-scripts";
import { isSeparate, separateGroups, separateJob, separateSettings } from "./separate-jobs";
import { basicAuth, needsPassword, passwordGroups, passwordJob } from "./with-password";
import { derivedJob, derivedTargets, sampleLimitOf, stackTargets, systemTargets, type Target } from "./targets";

const alertmanagerAddress = mainAddress(programs.alertmanager);

/** Folder of `file_sd` files inside the container. */
const targetsFolder = `${prometheusFolder}/targets`;

const isHttpProfile = (job: string): job is HttpProfileId => job in httpProfiles;

/** Returns the relabelling steps of each HTTP service that the job scrapes. Empty for a job without HTTP services. */
function forHttpServices(view: View, job: string, of: (service: HttpService, profile: HttpProfile, place: string) => Relabel[]): Relabel[] {
  if (!isHttpProfile(job)) return [];
  return view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      service.kind === "http" && service.instrumentation.profile === job
        ? of(service, httpProfiles[job], `${system.id};${service.name}`)
        : [],
    ),
  );
}

/** Sets the label `traffic` on the series of the routes in `excludeRoutes`, which do not count in latency and traffic. */
const excludedRoutes = (view: View, job: string): Relabel[] =>
  forHttpServices(view, job, (service, { route }, place) =>
    Object.entries(markedRoutes(service))
      .filter(([, routes]) => routes.length > 0)
      .map(([value, routes]) => ({
        source_labels: ["system", "service", route],
        separator: ";",
        regex: `${place};(?:${routes.map(escapeRegex).join("|")})`,
        target_label: "traffic",
        replacement: value,
      })),
  );

/** Copies the status and the route to the labels that the profile reads, for services with `statusLabel` and `routeLabel`. */
const copiedLabels = (view: View, job: string): Relabel[] =>
  forHttpServices(view, job, ({ instrumentation: { statusLabel, routeLabel } }, { duration, requests, failed, route }, place) => {
    const names = [...new Set([requests, ...["bucket", "count", "sum"].map((suffix) => `${duration}_${suffix}`)])].sort();
    const copied = (own: string | undefined, read: string): Relabel[] =>
      own === undefined ? [] : [setLabel(read, ["__name__", "system", "service", own], `(?:${names.join("|")});${place};(.+)`)];
    return [...copied(statusLabel, failed.label), ...copied(routeLabel, route)];
  });

/** Sets the label `routes` on the series of routes with a separate threshold, so that rules can measure only these routes. */
const groupedRoutes = (view: View, job: string): Relabel[] =>
  forHttpServices(view, job, (service, { route }, place) => {
    const routes = [...(routesOf(service) ?? [])].sort();
    return routes.map((each) => setLabel(routesLabel, ["system", "service", route], `${place};${routePattern(each)}`, each));
  });

const groupTargets = (targets: readonly Target[]): object[] =>
  targets.map((target) => ({ targets: [target.address], labels: target.labels }));

/** Adds the metrics path and the scheme as labels of the target, because they can differ between the services of a job. Omits defaults. */
function withPaths(view: View, targets: readonly Target[]): Target[] {
  const more = new Map<string, Readonly<Record<string, string>>>();
  for (const system of view.systems)
    for (const service of system.services)
      if (service.kind === "http" || service.kind === "worker") {
        const { path, scheme } = service.instrumentation;
        more.set(`${system.id}/${service.name}`, {
          ...(path !== "/metrics" && { __metrics_path__: path }),
          ...(scheme !== "http" && { __scheme__: scheme }),
        });
      }
  return targets.map((target) => ({
    ...target,
    // The exporter of Redis has its own path and scheme.
    labels: {
      ...target.labels,
      ...(target.job === hashedRuns.id ? {} : more.get(`${target.labels.system}/${target.labels.service}`)),
    },
  }));
}

/**
 * Returns the scrape jobs of the environment with their targets, sorted by name. The jobs of blackbox_exporter (probes and certificates),
 * of the kubelets and of discovery are not included.
 */
export function jobsOf(view: View): ReadonlyMap<string, readonly Target[]> {
  const jobs = new Map<string, Target[]>();
  for (const target of withPaths(view, [...systemTargets(view), ...stackTargets(view), ...derivedTargets(view), ...kubeStateTargets(view)]))
    if (jobs.get(target.job)?.push(target) === undefined) jobs.set(target.job, [target]);
  return new Map([...jobs.entries()].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Replaces the labels `system`, `environment` and `service` of the target with those of the service that sent the telemetry. Removes labels
 * that this service lacks.
 */
const derivedLabels: readonly Relabel[] = [
  ...["system", "environment", "service"].map((name) => ({ source_labels: [`exported_${name}`], target_label: name })),
  { regex: "exported_(system|environment|service)", action: "labeldrop" },
];

/**
 * Returns the `metric_relabel_configs` of a job. They copy the status and the route to the labels that the profile reads, set the label `traffic`
 * on excluded routes, and set the label `routes` on routes with a separate threshold. They also drop the label `owner`, and for an arq
 * worker the queues of other workers that use the same Redis, as for runs in Redis. On metrics that the gateway derives, they set the labels of the services that
 * sent the data. On metrics of containers and volumes, they keep only the metrics that rules and panels read, and set the labels of the
 * services.
 */
export const metricRelabelings = (view: View, job: string): Relabel[] => [
  ...(isAboutPods(job) ? podMetricRelabelings(view, job) : []),
  ...copiedLabels(view, job),
  ...excludedRoutes(view, job),
  ...groupedRoutes(view, job),
  ...arqQueues(view, job),
  ...runsInRedis(view, job),
  ...(job === derivedJob ? derivedLabels : []),
  withoutOwner,
];

/** Returns the scrape interval and timeout as Prometheus durations. The timeout is at most 10 s. */
export const scrapeTimes = ({ environment: { scrapeInterval } }: View) => ({
  interval: formatDuration(scrapeInterval),
  timeout: formatDuration(Math.min(scrapeInterval, 10)),
});

function scrapeJob(view: View, job: string, targets: readonly Target[]): object {
  const relabel = metricRelabelings(view, job);
  return {
    job_name: job,
    sample_limit: sampleLimitOf(job),
    file_sd_configs: [{ files: [`${targetsFolder}/${job}.json`] }],
    ...nodeDiscovery(view, targets),
    metric_relabel_configs: relabel,
  };
}

/** Returns the job of the stack's programs that require a password for their metrics. Empty if there are none. */
const passwordJobs = (view: View): { readonly config: object; readonly groups: readonly object[] }[] => {
  const groups = passwordGroups(stackTargets(view));
  return groups.length === 0 ? [] : [{ config: { ...scrapeJob(view, passwordJob, []), basic_auth: basicAuth }, groups }];
};

/** Returns the separate jobs of single targets, with their `file_sd` groups. */
const separateJobs = (view: View): { readonly name: string; readonly config: object; readonly groups: readonly object[] }[] =>
  [...jobsOf(view).values()]
    .flat()
    .filter(isSeparate)
    .map((target) => ({
      name: separateJob(target),
      config: {
        job_name: separateJob(target),
        sample_limit: sampleLimitOf(target.job),
        ...separateSettings(target, targetsFolder),
        metric_relabel_configs: metricRelabelings(view, target.job),
      },
      groups: separateGroups(target),
    }));

/** Returns the shared jobs, each with its targets. Leaves out targets that need a separate job. */
const sharedJobs = (view: View): (readonly [job: string, targets: readonly Target[]])[] =>
  [...jobsOf(view).entries()]
    .map(([job, targets]) => [job, targets.filter((target) => !isSeparate(target))] as const)
    .filter(([, targets]) => targets.length > 0);

const probeScrape = (job: string): object => ({
  job_name: job,
  metrics_path: "/probe",
  file_sd_configs: [{ files: [`${targetsFolder}/${job}.json`] }],
  relabel_configs: [
    { source_labels: ["__address__"], target_label: "__param_target" },
    { source_labels: ["__address__"], target_label: "instance" },
    { target_label: "__address__", replacement: blackboxAddress },
  ],
  metric_relabel_configs: [withoutOwner],
});

/** The scrape jobs that run probes through blackbox_exporter, with their `file_sd` groups. */
function jobsWithProbes(view: View): { readonly job: string; readonly groups: readonly object[] }[] {
  const certificates = certificateTargets(view).map(({ address, labels }) => ({
    targets: [address],
    labels: { __param_module: certificateModule, ...labels },
  }));
  return [
    { job: probeJob, groups: probeTargets(probesOf(view)) },
    { job: publicProbeJob, groups: probeTargets(publicProbesOf(view)) },
    { job: certificateJob, groups: certificates },
  ].filter(({ groups }) => groups.length > 0);
}

/**
 * Returns Prometheus' configuration. The configuration names only the folder of the rules, so that a changed rule leaves the configuration
 * unchanged.
 */
export function prometheusConfig(view: View): object {
  const { interval, timeout } = scrapeTimes(view);
  return {
    global: {
      scrape_interval: interval,
      scrape_timeout: timeout,
      // With native histograms enabled, Prometheus prefers protobuf, and then does not store the classic buckets of a native histogram.
      scrape_protocols: ["OpenMetricsText1.0.0", "OpenMetricsText0.0.1", "PrometheusText1.0.0", "PrometheusText0.0.4"],
      // The gateway's metrics about requests have names with dots. By default, Prometheus 3 would keep the dots, but the rules read the
      // names with underscores.
      metric_name_escaping_scheme: "underscores",
      evaluation_interval: formatDuration(view.environment.evaluationInterval),
    },
    rule_files: [`${prometheusFolder}/rules/*.rules.yml`],
    alerting: { alertmanagers: [{ api_version: "v2", static_configs: [{ targets: [alertmanagerAddress] }] }] },
    otlp: { promote_resource_attributes: ["system", "environment", "service", "instrumentation"] },
    storage: { tsdb: { out_of_order_time_window: "10m" } },
    scrape_config_files: [`${discoveryFolder}/*.yml`],
    scrape_configs: [
      ...sharedJobs(view).map(([job, targets]) => scrapeJob(view, job, targets)),
      ...separateJobs(view).map(({ config }) => config),
      ...passwordJobs(view).map(({ config }) => config),
      ...jobsWithProbes(view).map(({ job }) => probeScrape(job)),
    ],
  };
}

/** Returns the connections that Prometheus opens: to Alertmanager, to the targets of `jobsOf` and, for probes, to blackbox_exporter. */
export const prometheusCalls = (view: View): Call[] =>
  callsOf(
    [
      alertmanagerAddress,
      ...(jobsWithProbes(view).length > 0 ? [blackboxAddress] : []),
      ...[...jobsOf(view).values()].flat().map(({ address }) => address),
    ].map(callOfAddress),
  );

/** Renders the scrape configuration, the targets and the probes of one environment. */
export function renderScrape(view: View, folder: string): RenderedFile[] {
  return [
    yamlFile(`${folder}/prometheus.yml`, "exporters/", prometheusConfig(view)),
    ...separateJobs(view)
      .filter(({ groups }) => groups.length > 0)
      .map(({ name, groups }) => jsonFile(`${folder}/targets/${name}.json`, groups)),
    ...sharedJobs(view).map(([job, targets]) =>
      jsonFile(
        `${folder}/targets/${job}.json`,
        groupTargets(targets.filter((target) => !isOnEveryNode(view, target) && !needsPassword(target))),
      ),
    ),
    ...passwordJobs(view).map(({ groups }) => jsonFile(`${folder}/targets/${passwordJob}.json`, groups)),
    ...jobsWithProbes(view).map(({ job, groups }) => jsonFile(`${folder}/targets/${job}.json`, groups)),
    yamlFile(`${folder}/blackbox.yml`, "exporters/catalogue/", blackboxConfig(view)),
  ];
}
