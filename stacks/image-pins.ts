import type { HttpProbe } from "./workload/workload";

/** What is pinned of one image. */
export interface ImagePin {
  /** Version of the program in it. */
  readonly version: string;
  /** The image its makers publish, and what in it can ask an HTTP endpoint. */
  readonly upstream?: { readonly repository: string; readonly tag: string; readonly probe: HttpProbe };
  /** Whether package registries alone suffice to build it. */
  readonly buildable: boolean;
}

const pins = {
  prometheus: { version: "3.5.3", upstream: { repository: "prom/prometheus", tag: "v3.5.3", probe: "wget" }, buildable: true },
  alertmanager: { version: "0.33.1", upstream: { repository: "prom/alertmanager", tag: "v0.33.1", probe: "wget" }, buildable: true },
  grafana: { version: "12.3.1", upstream: { repository: "grafana/grafana", tag: "12.3.1", probe: "wget" }, buildable: false },
  loki: { version: "3.7.6", upstream: { repository: "grafana/loki", tag: "3.7.6", probe: "none" }, buildable: true },
  tempo: { version: "2.8.0", upstream: { repository: "grafana/tempo", tag: "2.8.0", probe: "none" }, buildable: true },
  "postgres-exporter": {
    version: "0.19.1",
    upstream: { repository: "quay.io/prometheuscommunity/postgres-exporter", tag: "v0.19.1", probe: "wget" },
    buildable: true,
  },
  "redis-exporter": {
    version: "1.86.0",
    upstream: { repository: "oliver006/redis_exporter", tag: "v1.86.0-alpine", probe: "wget" },
    buildable: true,
  },
  "blackbox-exporter": {
    version: "0.28.0",
    upstream: { repository: "quay.io/prometheus/blackbox-exporter", tag: "v0.28.0", probe: "wget" },
    buildable: true,
  },
  postgres: { version: "18", upstream: { repository: "postgres", tag: "18-trixie", probe: "bash" }, buildable: true },
  redis: { version: "8", upstream: { repository: "redis", tag: "8-trixie", probe: "bash" }, buildable: true },
  /** Never started; it must have no user of its own, or the daemon would give the files it loads to that user. */
  loader: { version: "1.37.0", upstream: { repository: "busybox", tag: "1.37.0", probe: "none" }, buildable: true },
  "demo-app": { version: "0.1.0", buildable: true },
} as const satisfies Record<string, ImagePin>;

export type ImageName = keyof typeof pins;
/** Images the stack and the demo run, by name. */
export const imagePins: Readonly<Record<ImageName, ImagePin>> = pins;
