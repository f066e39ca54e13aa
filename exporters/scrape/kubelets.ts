import type { View } from "../model/catalogue";
import { podRelabelings } from "./pods";
import { keepWhen, setLabels, withoutOwner, type Relabel } from "./relabel";
import { sampleLimit, stackSystem, type Target } from "./targets";

/** Names of the kubelets' scrape jobs: one for their own metrics, which include volumes, and one for cAdvisor's metrics of containers. */
export const kubeletJobs = { volumes: "kubelet", containers: "kubelet-cadvisor" } as const;
type KubeletJob = (typeof kubeletJobs)[keyof typeof kubeletJobs];
/** Name of the scrape job of kube-state-metrics. */
export const kubeStateJob = "kube-state-metrics";

/** Port of every kubelet. */
export const kubeletPort = 10_250;

/** The metrics that rules and panels read, by job. Prometheus drops the jobs' other metrics, because a node exposes thousands of series. */
const kept = {
  [kubeletJobs.volumes]: [
    "kubelet_volume_stats_available_bytes",
    "kubelet_volume_stats_capacity_bytes",
    "kubelet_volume_stats_inodes",
    "kubelet_volume_stats_inodes_free",
  ],
  [kubeletJobs.containers]: [
    "container_cpu_usage_seconds_total",
    "container_memory_rss",
    "container_oom_events_total",
    "container_spec_cpu_period",
    "container_spec_cpu_quota",
    "container_spec_memory_limit_bytes",
    "container_start_time_seconds",
  ],
  [kubeStateJob]: [
    "kube_pod_container_status_last_terminated_reason",
    "kube_pod_container_status_restarts_total",
    "kube_pod_container_status_waiting_reason",
  ],
} as const;

/** Whether Prometheus scrapes the kubelets of its cluster. */
export const scrapesKubelets = ({ environment }: View): boolean => environment.hostMetrics === "kubernetes";

const labelsOf = ({ environment }: View, service: string) => ({
  system: stackSystem,
  environment: environment.id,
  service,
  owner: environment.platformOwner,
});

/** Returns one target for each job of the kubelets. Its address stands for the kubelets of all nodes. Empty if they are not scraped. */
export const kubeletTargets = (view: View): (Target & { readonly job: KubeletJob })[] =>
  scrapesKubelets(view)
    ? Object.values(kubeletJobs).map((job) => ({ job, address: `kubelet:${kubeletPort}`, labels: labelsOf(view, "kubelet") }))
    : [];

/** Returns the target of kube-state-metrics. Empty if the environment does not set `kubeStateMetrics`. */
export const kubeStateTargets = (view: View): Target[] => {
  const address = view.environment.kubeStateMetrics;
  return address === undefined ? [] : [{ job: kubeStateJob, address, labels: labelsOf(view, kubeStateJob) }];
};

/** Whether a job is about the containers or volumes of a cluster. */
export const isAboutPods = (job: string): job is keyof typeof kept => job in kept;

/**
 * Returns the `metric_relabel_configs` of a job about containers or volumes. They keep only the metrics in `kept`. They drop cAdvisor's
 * sums for pods and nodes, which have no label `container`. They also drop labels that change with every image or restart. They give the
 * series of a service's pods or PersistentVolumeClaims the labels of the service.
 */
export function podMetricRelabelings(view: View, job: keyof typeof kept): Relabel[] {
  return [
    keepWhen(["__name__"], kept[job].join("|")),
    ...(job === kubeletJobs.containers ? [keepWhen(["container"], ".+")] : []),
    ...podRelabelings(view, job === kubeletJobs.volumes ? "persistentvolumeclaim" : "pod"),
    { regex: "image|name|uid", action: "labeldrop" },
  ];
}

const account = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Files of Prometheus' service account in a pod. */
export const accountFiles = { token: `${account}/token`, ca: `${account}/ca.crt` } as const;

/** Returns the TLS settings for kubelets. With `kubeletCertificates: "any"`, Prometheus does not verify the kubelets' certificates. */
export const kubeletTls = ({ environment }: View): { readonly ca_file: string } | { readonly insecure_skip_verify: true } =>
  environment.kubeletCertificates === "any" ? { insecure_skip_verify: true } : { ca_file: accountFiles.ca };

/** Path of the metrics of a job of the kubelets. */
export const kubeletPath = (job: string): string => (job === kubeletJobs.containers ? "/metrics/cadvisor" : "/metrics");

/**
 * Returns the scrape jobs of the kubelets. Prometheus connects to the kubelets directly. Through the API server, it would need the right to
 * `nodes/proxy`, and could then also run commands in containers. The name of the node is the label `instance`.
 */
export const kubeletScrapes = (view: View) =>
  kubeletTargets(view).map(({ job, labels }) => ({
    job_name: job,
    scheme: "https",
    metrics_path: kubeletPath(job),
    authorization: { credentials_file: accountFiles.token },
    tls_config: kubeletTls(view),
    // cAdvisor exposes the time of each sample. Without this setting, a container that is gone would stay visible for five minutes.
    track_timestamps_staleness: true,
    sample_limit: sampleLimit,
    kubernetes_sd_configs: [{ role: "node" }],
    relabel_configs: setLabels(labels),
    metric_relabel_configs: [...podMetricRelabelings(view, job), withoutOwner],
  }));
