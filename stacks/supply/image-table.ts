import type { ToolName } from "./table";

/** One image: what its makers publish, and how an equal one is made from packages. */
export interface ImageSpec {
  readonly version: string;
  /** Repository and tag; its digest is resolved when it is pulled. */
  readonly upstream: { readonly repository: string; readonly tag: string };
  /** Absent when package registries carry no such program. */
  readonly built?: BuiltImage;
}

/** An image of our own: the shared Debian layer, and what is this image's own. */
export interface BuiltImage {
  /** The program is this tool's first binary when the Debian package has another version, or the image has no package. */
  readonly tool?: ToolName;
  /** Debian package that the shared layer installs, and where its program is. */
  readonly debian?: { readonly package: string; readonly program?: string };
  /** Numeric `uid:gid`. */
  readonly user: string;
  /** Folder that belongs to the user, so that a new volume there does too. */
  readonly dataPath?: string;
  /** Added before the usual PATH. */
  readonly path?: string;
}

const nobody = "65534:65534";

const allImages = {
  prometheus: {
    version: "3.5.3",
    upstream: { repository: "prom/prometheus", tag: "v3.5.3" },
    built: { tool: "prometheus", user: nobody, dataPath: "/prometheus" },
  },
  alertmanager: {
    version: "0.33.1",
    upstream: { repository: "prom/alertmanager", tag: "v0.33.1" },
    built: {
      debian: { package: "prometheus-alertmanager", program: "/usr/bin/prometheus-alertmanager" },
      user: nobody,
      dataPath: "/alertmanager",
    },
  },
  // AGPL: these three run from their makers' images only and are never built here.
  grafana: { version: "12.3.1", upstream: { repository: "grafana/grafana", tag: "12.3.1" } },
  loki: { version: "3.7.6", upstream: { repository: "grafana/loki", tag: "3.7.6" } },
  tempo: { version: "2.8.0", upstream: { repository: "grafana/tempo", tag: "2.8.0" } },
  otelcol: {
    version: "0.155.0",
    upstream: { repository: "otel/opentelemetry-collector-contrib", tag: "0.155.0" },
    built: { tool: "otelcol", user: "10001:10001", dataPath: "/var/lib/otelcol" },
  },
  "victoria-logs": {
    version: "1.52.1",
    upstream: { repository: "victoriametrics/victoria-logs", tag: "v1.52.1" },
    built: { tool: "victoria-logs", user: "10001:10001", dataPath: "/victoria-logs-data" },
  },
  jaeger: {
    version: "1.76.0",
    upstream: { repository: "jaegertracing/jaeger", tag: "2.13.0" },
    built: { tool: "jaeger", user: "10001:10001", dataPath: "/badger" },
  },
  "postgres-exporter": {
    version: "0.19.1",
    upstream: { repository: "quay.io/prometheuscommunity/postgres-exporter", tag: "v0.19.1" },
    built: {
      tool: "postgres-exporter",
      debian: { package: "prometheus-postgres-exporter", program: "/usr/bin/prometheus-postgres-exporter" },
      user: nobody,
    },
  },
  "redis-exporter": {
    version: "1.86.0",
    upstream: { repository: "oliver006/redis_exporter", tag: "v1.86.0-alpine" },
    built: {
      tool: "redis-exporter",
      debian: { package: "prometheus-redis-exporter", program: "/usr/bin/prometheus-redis-exporter" },
      user: nobody,
    },
  },
  "blackbox-exporter": {
    version: "0.28.0",
    upstream: { repository: "quay.io/prometheus/blackbox-exporter", tag: "v0.28.0" },
    built: {
      tool: "blackbox-exporter",
      debian: { package: "prometheus-blackbox-exporter", program: "/usr/bin/prometheus-blackbox-exporter" },
      user: nobody,
    },
  },
  gatus: {
    version: "5.36.0",
    upstream: { repository: "ghcr.io/twin/gatus", tag: "v5.36.0" },
    built: { tool: "gatus", user: nobody },
  },
  postgres: {
    version: "18",
    upstream: { repository: "postgres", tag: "18-trixie" },
    built: { debian: { package: "postgresql-18" }, user: "999:999", dataPath: "/var/lib/postgresql", path: "/usr/lib/postgresql/18/bin" },
  },
  redis: {
    version: "8",
    upstream: { repository: "redis", tag: "8-trixie" },
    built: { debian: { package: "redis-server" }, user: "999:999", dataPath: "/var/lib/redis" },
  },
  /** Base of the demo's image. */
  node: {
    version: "24",
    upstream: { repository: "node", tag: "24-trixie-slim" },
    built: { debian: { package: "nodejs" }, user: nobody },
  },
} satisfies Record<string, ImageSpec>;

export type ImageName = keyof typeof allImages;
/** Every image, by name. */
export const images: Readonly<Record<ImageName, ImageSpec>> = allImages;
export const imageNames = Object.keys(images) as ImageName[];

/** Installed in the shared layer beside the programs: `busybox wget` asks for the health of any of them, certificates are for probes. */
export const sharedPackages: readonly string[] = ["busybox-static", "ca-certificates", "tzdata"];
/** Prefix of the images that are made here. */
export const builtPrefix = "monitoring-as-code";
