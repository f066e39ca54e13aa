import { pushesMetrics } from "../instrumentation/pushes";
import { formatDuration } from "../model/units";
import { nobody, type Instance, type Program } from "./model";
import type { Context } from "./context";

/** Folder of `prometheus.yml`, `rules/` and `targets/`. */
export const prometheusFolder = "/etc/prometheus";
/** Folder of further scrape jobs; it may be empty, and is not mounted without discovery. */
export const discoveryFolder = "/etc/prometheus-discovery";

const version = "3.5.3";

export interface PrometheusOptions {
  /** Retention of samples, in seconds. */
  readonly retention: number;
  /** Its URL for users. */
  readonly externalUrl: string;
}

/**
 * Applications push metrics over OTLP; the gateway's span metrics are scraped with their exemplars. Remote write, the admin API and the
 * lifecycle endpoints stay off: the stack does not use them, and a changed configuration means a new container.
 */
export const prometheusArgs = ({ retention, externalUrl }: PrometheusOptions): string[] => [
  `--config.file=${prometheusFolder}/prometheus.yml`,
  "--storage.tsdb.path=/prometheus",
  `--storage.tsdb.retention.time=${formatDuration(retention)}`,
  "--web.listen-address=:9090",
  `--web.external-url=${externalUrl}`,
  "--web.enable-otlp-receiver",
  "--enable-feature=exemplar-storage",
];

/** The discovery jobs, which need the cluster's API; they would always fail on Docker, so Docker has none. */
function discovered({ view, rendered }: Context): Pick<Instance, "cluster"> {
  if (!view.environment.discovery.includes("kubernetes")) return {};
  const files = { "kubernetes.yml": rendered.file("exporters", "discovery/kubernetes.yml") };
  return { cluster: { discovery: true, files: [{ folder: discoveryFolder, files }] } };
}

/** Prometheus 3.5: scrapes, evaluates rules, sends alerts. */
export const prometheus = {
  name: "prometheus",
  component: "monitoring:stack:Prometheus",
  version,
  // Not Debian's build, which lacks the OTLP receiver and rejects its flag.
  image: { repository: "prom/prometheus", tag: `v${version}`, probe: "wget" },
  ports: { http: { number: 9090, publish: true, opened: true } },
  health: { port: "http", path: "/-/ready" },
  user: nobody,
  data: { path: "/prometheus", storage: "50Gi" },
  memoryMiB: 512,
  cpuMillis: 500,
  // Replaying a long write-ahead log takes minutes.
  startSeconds: 900,
  operated: true,
  watched: { metrics: true, health: true },
  // `prometheus-series` is the contract of the series that it writes itself: `up`, `scrape_*`, `ALERTS`.
  contracts: ["prometheus", "prometheus-series"],
  instances: (context) => {
    const { view, rendered, connections } = context;
    const { retention, urls } = view.environment;
    const pushing = view.systems.filter(({ services }) => services.some(pushesMetrics)).map(({ id }) => id);
    return [
      {
        args: prometheusArgs({ retention: retention.metrics, externalUrl: urls.prometheus }),
        files: [
          {
            folder: prometheusFolder,
            files: {
              "prometheus.yml": rendered.file("exporters", "prometheus.yml"),
              ...rendered.below("exporters", "targets", "targets/"),
              ...rendered.below("alert-rules", "rules", "rules/"),
            },
          },
        ],
        calls: connections.scrapes(),
        callers: pushing.length > 0 ? { http: pushing } : {},
        ...discovered(context),
      },
    ];
  },
} as const satisfies Program;
