import { pushesMetrics } from "../instrumentation/pushes";
import { formatDuration } from "../model/units";
import { authenticatedStoresOf, loginFiles } from "../pipeline/store-accounts";
import { nobody, type FileSet, type Instance, type Program } from "./model";
import { dockerProxy } from "./docker-proxy";
import type { Context } from "./context";

/** Folder of `prometheus.yml`, `rules/` and `targets/`. */
export const prometheusFolder = "/etc/prometheus";
/** Folder of the scrape jobs for discovery and for kubelets. It is mounted only if there are such jobs. */
export const discoveryFolder = "/etc/prometheus-discovery";

const version = "3.5.3";

export interface PrometheusOptions {
  /** Retention time of samples, in seconds. */
  readonly retention: number;
  /** Size of the volume in MiB. Undefined if the volume has no size. */
  readonly volumeMiB?: number | undefined;
  /** Prometheus' URL for users. */
  readonly externalUrl: string;
}

/**
 * Share of the volume that Prometheus' data may use, so that the volume does not fill up. If the data uses more, Prometheus deletes the
 * oldest blocks.
 */
const usable = 0.8;

/**
 * Returns the arguments of Prometheus. The OTLP receiver is on, because applications push metrics. Exemplars are stored, because the
 * gateway's span metrics contain them. Native histograms are stored, because applications may push exponential histograms. The remote-write
 * receiver, the admin API and the lifecycle endpoints stay off: the stack does not use them, and a changed configuration creates a new
 * container.
 */
export const prometheusArgs = ({ retention, volumeMiB, externalUrl }: PrometheusOptions): string[] => [
  `--config.file=${prometheusFolder}/prometheus.yml`,
  "--storage.tsdb.path=/prometheus",
  `--storage.tsdb.retention.time=${formatDuration(retention)}`,
  // Prometheus' units are powers of 2: its MB is a MiB.
  ...(volumeMiB === undefined ? [] : [`--storage.tsdb.retention.size=${Math.floor(volumeMiB * usable)}MB`]),
  "--web.listen-address=:9090",
  `--web.external-url=${externalUrl}`,
  "--web.enable-otlp-receiver",
  "--enable-feature=exemplar-storage,native-histograms",
];

/**
 * Returns the jobs of discovery and of the kubelets, which are mounted only in a cluster. On Docker they would always fail, because they
 * need the cluster's API.
 */
function discoveredInCluster({ view: { environment }, rendered }: Context): Pick<Instance, "cluster"> {
  const kubelets = environment.hostMetrics === "kubernetes";
  if (!kubelets && !environment.discovery.includes("kubernetes")) return {};
  const files = { "kubernetes.yml": rendered.file("exporters", "discovery/kubernetes.yml") };
  return { cluster: { discovery: true, kubelets, files: [{ folder: discoveryFolder, files }] } };
}

/** Returns the scrape job that discovers containers on Docker. Empty if the environment does not discover them. */
const discoveredOnDocker = ({ view, rendered }: Context): FileSet[] =>
  view.environment.discovery.includes("docker")
    ? [{ folder: discoveryFolder, files: { "docker.yml": rendered.file("exporters", "discovery/docker.yml") } }]
    : [];

/** Prometheus 3.5 scrapes metrics, evaluates rules and sends alerts. */
export const prometheus = {
  name: "prometheus",
  component: "monitoring:stack:Prometheus",
  version,
  // Debian's build is unsuitable: it has no OTLP receiver and rejects the flag that enables the receiver.
  image: { repository: "prom/prometheus", tag: `v${version}`, probe: "wget" },
  ports: { http: { number: 9090, publish: true, opened: true } },
  health: { port: "http", path: "/-/ready" },
  user: nobody,
  data: { path: "/prometheus", storage: "50Gi" },
  memoryMiB: 512,
  cpuMillis: 500,
  // Prometheus may need minutes to replay a long write-ahead log.
  startSeconds: 900,
  operated: true,
  watched: { metrics: true, health: true },
  // `prometheus-series` lists the series that Prometheus itself writes, such as `up` and `ALERTS`.
  contracts: ["prometheus", "prometheus-series"],
  instances: (context) => {
    const { view, volumeMiB, rendered, connections } = context;
    const { retention, urls } = view.environment;
    const pushing = view.systems.filter(({ services }) => services.some(pushesMetrics)).map(({ id }) => id);
    return [
      {
        args: prometheusArgs({ retention: retention.metrics, volumeMiB, externalUrl: urls.prometheus }),
        files: [
          {
            folder: prometheusFolder,
            files: {
              "prometheus.yml": rendered.file("exporters", "prometheus.yml"),
              ...rendered.below("exporters", "targets", "targets/"),
              ...rendered.below("alert-rules", "rules", "rules/"),
            },
          },
          ...discoveredOnDocker(context),
        ],
        secretFiles: {
          ...(authenticatedStoresOf(view.environment).includes("victoria-logs") && loginFiles("victoria-logs")),
          ...connections.scrapeKeys(),
        },
        calls: [
          ...connections.scrapes(),
          ...(view.environment.discovery.includes("docker") ? [{ host: dockerProxy.name, port: dockerProxy.ports.docker.number }] : []),
        ],
        callers: pushing.length > 0 ? { http: pushing } : {},
        ...discoveredInCluster(context),
      },
    ];
  },
} as const satisfies Program;
