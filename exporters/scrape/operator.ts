import type { View } from "../model/catalogue";
import { nodesNamespace } from "../model/naming";
import { operatedPrograms, programs, scrapedPort, type ProgramName } from "../programs";
import type { Program } from "../programs/model";
import { objectName, receiverSecret, type OperatorPlace } from "../programs/operator";
import { isSeparate, keyPath, lookupOf, separateJob } from "./separate-jobs";
import { basicAuth, needsPassword } from "./with-password";
import { discoveryJobs } from "./discovery";
import { certificateJob, certificateModule, certificateTargets } from "./certificates";
import { allProbesOf, blackboxAddress } from "./probes";
import { accountFiles, kubeletPath, kubeletTargets, kubeletTls } from "./kubelets";
import { setLabels, withoutOwner, type Relabel } from "./relabel";
import { jobsOf, metricRelabelings, scrapeTimes } from "./scrape";
import { sampleLimit, sampleLimitOf, stackJob, stackTargets, type Target } from "./targets";

/** An object for the Operator's API, without its namespace and without the labels by which the Operator selects it. */
export interface OperatorObject {
  readonly apiVersion: "monitoring.coreos.com/v1" | "monitoring.coreos.com/v1alpha1";
  readonly kind: "PrometheusRule" | "ScrapeConfig" | "ServiceMonitor" | "Probe" | "AlertmanagerConfig";
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

/** Converts a relabelling step to the Operator's field names. */
const relabeling = ({ source_labels, target_label, ...same }: Relabel): object => ({
  ...(source_labels !== undefined && { sourceLabels: [...source_labels] }),
  ...(target_label !== undefined && { targetLabel: target_label }),
  ...same,
});

/** Drops labels that the Operator adds and that the targets do not have in `prometheus.yml`. */
const withoutOperatorsLabels: Relabel = { regex: "namespace|pod|container|endpoint", action: "labeldrop" };

/** Returns a host name that resolves from other namespaces. A name with a dot already does. */
const hostFrom = ({ namespace }: OperatorPlace, host: string): string => (host.includes(".") ? host : `${host}.${namespace}.svc`);

/**
 * Returns an address of a stack program that works from other namespaces. An IPv6 address, or an address with a dot in the host name,
 * already works from everywhere and stays unchanged.
 */
export function addressFrom(place: OperatorPlace, address: string): string {
  const [host = "", port = ""] = address.split(":");
  return address.startsWith("[") ? address : `${hostFrom(place, host)}:${port}`;
}

/** Refers to a key of the Secret with the secret files of the programs that the Operator replaces. */
const inSecret = (path: string): object => ({ name: receiverSecret, key: path.slice(path.lastIndexOf("/") + 1) });

const times = (view: View) => {
  const { interval, timeout } = scrapeTimes(view);
  return { scrapeInterval: interval, scrapeTimeout: timeout };
};

/** Returns a ScrapeConfig for targets of one job. `settings` contains further fields of the `spec`, such as `staticConfigs`. */
function scrapeObject(view: View, name: string, job: string, settings: object): OperatorObject {
  const metric = metricRelabelings(view, job);
  return {
    apiVersion: "monitoring.coreos.com/v1alpha1",
    kind: "ScrapeConfig",
    metadata: { name: objectName(name) },
    spec: {
      jobName: name,
      sampleLimit: sampleLimitOf(job),
      ...times(view),
      ...settings,
      metricRelabelings: metric.map(relabeling),
    },
  };
}

/** Returns targets with addresses that work from other namespaces, and with the labels that they have in `prometheus.yml`. */
const staticConfigs = (place: OperatorPlace, targets: readonly Target[], more: object = {}): object => ({
  staticConfigs: targets.map(({ address, labels }) => ({
    targets: [addressFrom(place, address)],
    labels: { ...more, ...labels, instance: address },
  })),
});

/** Returns the ScrapeConfig of a target with a separate job. */
function separateScrape(view: View, place: OperatorPlace, target: Target): OperatorObject {
  const lookup = lookupOf(target);
  return scrapeObject(view, separateJob(target), target.job, {
    ...(target.authorization !== undefined && { authorization: { type: target.authorization, credentials: inSecret(keyPath(target)) } }),
    ...(lookup === undefined
      ? staticConfigs(place, [target], { job: target.job })
      : {
          dnsSDConfigs: [{ names: [hostFrom(place, lookup.name)], type: "A", port: lookup.port }],
          relabelings: lookup.relabel.map(relabeling),
        }),
  });
}

/** Returns the ScrapeConfigs of the catalogue's services, of kube-state-metrics, and of the metrics that the gateway derives. */
const scrapes = (view: View, place: OperatorPlace): OperatorObject[] =>
  [...jobsOf(view).entries()]
    .filter(([job]) => job !== stackJob)
    .flatMap(([job, targets]) => {
      const shared = targets.filter((target) => !isSeparate(target));
      return [
        ...(shared.length === 0 ? [] : [scrapeObject(view, job, job, staticConfigs(place, shared))]),
        ...targets.filter(isSeparate).map((target) => separateScrape(view, place, target)),
      ];
    });

const roles: Readonly<Record<string, string>> = { endpointslice: "EndpointSlice", pod: "Pod" };

/** Returns the ScrapeConfigs for discovery, with the relabelling steps of `discovery/kubernetes.yml`. */
const discoveryScrapes = (view: View): OperatorObject[] =>
  discoveryJobs(view).map((job) => ({
    apiVersion: "monitoring.coreos.com/v1alpha1",
    kind: "ScrapeConfig",
    metadata: { name: objectName(job.job_name) },
    spec: {
      jobName: job.job_name,
      sampleLimit: job.sample_limit,
      ...times(view),
      kubernetesSDConfigs: job.kubernetes_sd_configs.map(({ role }) => ({ role: roles[role] ?? role })),
      relabelings: job.relabel_configs.map(relabeling),
      metricRelabelings: job.metric_relabel_configs.map(relabeling),
    },
  }));

/**
 * Returns how a ServiceMonitor selects the Service of a program: the stack's own Service, or the one that the Operator creates for its
 * Prometheus or Alertmanager.
 */
function serviceOf(program: string, place: OperatorPlace): { namespace: string; labels: Readonly<Record<string, string>>; port: string } {
  if (operatedPrograms.includes(program)) return { namespace: place.operator, labels: { [`operated-${program}`]: "true" }, port: "web" };
  const { node }: Program = programs[program as ProgramName];
  return {
    namespace: node === undefined ? place.namespace : nodesNamespace(place.namespace),
    labels: { "app.kubernetes.io/name": program, "app.kubernetes.io/part-of": "monitoring" },
    port: scrapedPort(programs[program as ProgramName]),
  };
}

/**
 * Returns the ServiceMonitors of the stack's programs. Those for Prometheus and Alertmanager select the Operator's instances, which replace
 * this project's programs.
 */
const monitors = (view: View, place: OperatorPlace): OperatorObject[] =>
  stackTargets(view).map(({ job, labels }) => {
    const { namespace, labels: matchLabels, port } = serviceOf(labels.service, place);
    const { scrapeInterval: interval, scrapeTimeout } = times(view);
    const fixed = setLabels({ job: stackJob, ...labels });
    return {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: { name: objectName(stackJob, labels.service) },
      spec: {
        namespaceSelector: { matchNames: [namespace] },
        selector: { matchLabels },
        sampleLimit,
        endpoints: [
          {
            port,
            interval,
            scrapeTimeout,
            ...(needsPassword({ job, labels }) && {
              basicAuth: { username: inSecret(basicAuth.username_file), password: inSecret(basicAuth.password_file) },
            }),
            relabelings: [withoutOperatorsLabels, ...fixed].map(relabeling),
            metricRelabelings: [relabeling(withoutOwner)],
          },
        ],
      },
    };
  });

/**
 * Returns the ServiceMonitors of the kubelets. They select the Service that the Operator maintains for the kubelets. The service account of
 * the Operator's Prometheus needs the right to `nodes/metrics`.
 */
const kubeletMonitors = (view: View): OperatorObject[] =>
  kubeletTargets(view).map(({ job, labels }) => {
    const { scrapeInterval: interval, scrapeTimeout } = times(view);
    const tls = kubeletTls(view);
    const fixed = setLabels({ job, ...labels });
    return {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: { name: objectName(job) },
      spec: {
        namespaceSelector: { matchNames: ["kube-system"] },
        selector: { matchLabels: { "app.kubernetes.io/name": "kubelet" } },
        sampleLimit,
        endpoints: [
          {
            port: "https-metrics",
            scheme: "https",
            path: kubeletPath(job),
            interval,
            scrapeTimeout,
            bearerTokenFile: accountFiles.token,
            tlsConfig: "ca_file" in tls ? { caFile: tls.ca_file } : { insecureSkipVerify: true },
            trackTimestampsStaleness: true,
            relabelings: [
              { source_labels: ["node"], target_label: "instance" },
              { regex: "namespace|pod|container|endpoint|node", action: "labeldrop" } as const,
              ...fixed,
            ].map(relabeling),
            metricRelabelings: metricRelabelings(view, job).map(relabeling),
          },
        ],
      },
    };
  });

/** The content of one Probe object. */
interface Probed {
  readonly job: string;
  /** Second part of the object's name, after the job. */
  readonly name: string;
  readonly module: string;
  readonly url: string;
  readonly labels: object;
}

/** Returns the Probe objects: one per URL of a check and one per certificate target. Each check has a separate blackbox module. */
function probes(view: View, place: OperatorPlace): OperatorObject[] {
  const all: Probed[] = [
    ...allProbesOf(view).map((probe) => ({ ...probe, name: probe.module })),
    ...certificateTargets(view).map(({ address, labels }) => ({
      job: certificateJob,
      name: `${labels.system}-${labels.service}-${address.replace(/[^a-z0-9]+/g, "-")}`,
      module: certificateModule,
      url: address,
      labels,
    })),
  ];
  return all.map(({ job, name, module, url, labels }): OperatorObject => {
    const { scrapeInterval: interval, scrapeTimeout } = times(view);
    return {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "Probe",
      metadata: { name: objectName(job, name) },
      spec: {
        jobName: job,
        interval,
        scrapeTimeout,
        prober: { url: addressFrom(place, blackboxAddress), path: "/probe" },
        module,
        metricRelabelings: [relabeling(withoutOwner)],
        targets: { staticConfig: { static: [url], labels: { ...labels }, relabelingConfigs: [relabeling(withoutOperatorsLabels)] } },
      },
    };
  });
}

/** Returns all scrapes and probes as Operator objects. The targets have the same labels as in `prometheus.yml`. */
export function scrapeObjects(view: View, place: OperatorPlace): OperatorObject[] {
  return [...scrapes(view, place), ...discoveryScrapes(view), ...monitors(view, place), ...kubeletMonitors(view), ...probes(view, place)];
}
