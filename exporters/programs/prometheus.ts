import { formatDuration } from "../model/units";
import type { Call } from "./calls";
import { nobody, type Program } from "./model";

/** What is true of one build of Prometheus and not of another. */
export interface PrometheusBuild {
  /** Debian compiles the OTLP receiver out; then its flag must not be given. */
  readonly otlpReceiver: boolean;
}

export interface PrometheusOptions {
  /** How long samples are kept, in seconds. */
  readonly retention: number;
  /** Address people open it at. */
  readonly externalUrl: string;
  readonly build: PrometheusBuild;
  /** What it scrapes, and where it sends alerts. */
  readonly calls: readonly Call[];
}

/** Folder of `prometheus.yml`, `rules/` and `targets/`. */
export const prometheusFolder = "/etc/prometheus";

/**
 * Prometheus 3.5. Remote write and exemplars are for Tempo's span metrics. The admin API and the lifecycle endpoints stay off: a changed
 * configuration is a new container.
 */
export const prometheus = ({ retention, externalUrl, build, calls }: PrometheusOptions): Program => ({
  ports: { http: 9090 },
  args: [
    `--config.file=${prometheusFolder}/prometheus.yml`,
    "--storage.tsdb.path=/prometheus",
    `--storage.tsdb.retention.time=${formatDuration(retention)}`,
    "--web.listen-address=:9090",
    `--web.external-url=${externalUrl}`,
    "--web.enable-remote-write-receiver",
    ...(build.otlpReceiver ? ["--web.enable-otlp-receiver"] : []),
    "--enable-feature=exemplar-storage",
  ],
  calls,
  env: {},
  secretFiles: {},
  healthPath: "/-/ready",
  dataPath: "/prometheus",
  user: nobody,
});
