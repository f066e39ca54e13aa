import { allPrograms, type ProgramWithImage } from "../../exporters/programs";
import { nobody, type Program } from "../../exporters/programs/model";
import type { ToolName } from "./table";

/** One image: its version, its upstream image, and how to build an equivalent image. */
export interface ImageSpec {
  readonly version: string;
  /** Repository and tag. The digest is resolved when the image is pulled. */
  readonly upstream: { readonly repository: string; readonly tag: string };
  /** How to build the image; undefined for a program that exists only as an upstream image. */
  readonly built?: BuiltImage;
}

/** How to build an image: the layer on top of the shared Debian layer. */
export interface BuiltImage {
  /** Tool whose first binary is the program. Used if there is no Debian package, or if the package has a different version. */
  readonly tool?: ToolName;
  /** Debian package in the shared layer, and the path at which the package installs the program. */
  readonly debian?: { readonly package: string; readonly program?: string };
  /** Numeric `uid:gid`. */
  readonly user: string;
  /** Folder that the user owns. Docker then makes the user the owner of a new volume that is mounted at this folder. */
  readonly dataPath?: string;
  /** Folder to add at the start of the default PATH. */
  readonly path?: string;
}

/** How to build an image if the upstream image cannot be pulled. The user and the data folder come from the program's definition. */
type Recipe = Omit<BuiltImage, "user" | "dataPath"> & {
  /** Data folder in the image. Set only if it differs from the data folder in the program's definition. */
  readonly dataPath?: string;
};

/** Programs without a recipe exist only as upstream images. Loki, Tempo and Grafana are never built, because their licence is the AGPL. */
const recipes: Readonly<Partial<Record<ProgramWithImage, Recipe>>> = {
  prometheus: { tool: "prometheus" },
  alertmanager: { debian: { package: "prometheus-alertmanager", program: "/usr/bin/prometheus-alertmanager" } },
  otelcol: { tool: "otelcol" },
  "otlp-proxy": { debian: { package: "haproxy", program: "/usr/sbin/haproxy" } },
  "victoria-logs": { tool: "victoria-logs" },
  jaeger: { tool: "jaeger" },
  "postgres-exporter": {
    tool: "postgres-exporter",
    debian: { package: "prometheus-postgres-exporter", program: "/usr/bin/prometheus-postgres-exporter" },
  },
  "redis-exporter": {
    tool: "redis-exporter",
    debian: { package: "prometheus-redis-exporter", program: "/usr/bin/prometheus-redis-exporter" },
  },
  "blackbox-exporter": {
    tool: "blackbox-exporter",
    debian: { package: "prometheus-blackbox-exporter", program: "/usr/bin/prometheus-blackbox-exporter" },
  },
  "node-exporter": { tool: "node-exporter" },
  gatus: { tool: "gatus" },
  postgres: { debian: { package: "postgresql-18" }, path: "/usr/lib/postgresql/18/bin" },
  redis: { debian: { package: "redis-server" }, dataPath: "/var/lib/redis" },
};

function builtImage({ user, data }: Program, { tool, debian, dataPath = data?.path, path }: Recipe): BuiltImage {
  return {
    ...(tool !== undefined && { tool }),
    ...(debian !== undefined && { debian }),
    user,
    ...(dataPath !== undefined && { dataPath }),
    ...(path !== undefined && { path }),
  };
}

const ofPrograms = allPrograms.flatMap((program): [string, ImageSpec][] => {
  const { name, version, image } = program;
  if ("of" in image) return [];
  const recipe = recipes[name as ProgramWithImage];
  const { repository, tag } = image;
  return [[name, { version, upstream: { repository, tag }, ...(recipe !== undefined && { built: builtImage(program, recipe) }) }]];
});

/** Base image of the demo. */
const node: ImageSpec = {
  version: "24",
  upstream: { repository: "node", tag: "24-trixie-slim" },
  built: { debian: { package: "nodejs" }, user: nobody },
};

export type ImageName = ProgramWithImage | "node";
/** The images of all programs, and the demo's base image, by name. */
export const images = { ...Object.fromEntries(ofPrograms), node } as Readonly<Record<ImageName, ImageSpec>>;
export const imageNames = Object.keys(images) as ImageName[];

/** Further packages in the shared layer, for example BusyBox for health checks and CA certificates for probes. */
export const sharedPackages: readonly string[] = ["busybox-static", "ca-certificates", "tzdata"];
/** Prefix of the repositories of images that are built on this machine. */
export const builtPrefix = "monitoring-as-code";
