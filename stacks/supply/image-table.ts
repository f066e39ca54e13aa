import { allPrograms, type ProgramWithImage } from "../../exporters/programs";
import { nobody, type Program } from "../../exporters/programs/model";
import type { ToolName } from "./table";

/** One image: the upstream image, and how to build an equivalent one from packages. */
export interface ImageSpec {
  readonly version: string;
  /** Repository and tag; the digest is resolved when it is pulled. */
  readonly upstream: { readonly repository: string; readonly tag: string };
  /** Undefined when no package registry has the program. */
  readonly built?: BuiltImage;
}

/** A built image: the shared Debian layer, and its own layer. */
export interface BuiltImage {
  /** The program is this tool's first binary if there is no Debian package, or it has a different version. */
  readonly tool?: ToolName;
  /** Debian package in the shared layer, and the path of its program. */
  readonly debian?: { readonly package: string; readonly program?: string };
  /** Numeric `uid:gid`. */
  readonly user: string;
  /** Folder owned by the user, so that a new volume there is too. */
  readonly dataPath?: string;
  /** Prepended to the default PATH. */
  readonly path?: string;
}

/** How to build an image when the upstream image cannot be pulled. User and data folder are those of the program. */
type Recipe = Omit<BuiltImage, "user" | "dataPath"> & {
  /** Set if the folder is not the program's data folder. */
  readonly dataPath?: string;
};

/** Programs that are not listed exist only as upstream images. Loki, Tempo and Grafana are AGPL: they are never built. */
const recipes: Readonly<Partial<Record<ProgramWithImage, Recipe>>> = {
  prometheus: { tool: "prometheus" },
  alertmanager: { debian: { package: "prometheus-alertmanager", program: "/usr/bin/prometheus-alertmanager" } },
  otelcol: { tool: "otelcol" },
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
/** Every image, by name. */
export const images = { ...Object.fromEntries(ofPrograms), node } as Readonly<Record<ImageName, ImageSpec>>;
export const imageNames = Object.keys(images) as ImageName[];

/** Packages in the shared layer besides the programs: `busybox wget` for health checks, certificates for probes. */
export const sharedPackages: readonly string[] = ["busybox-static", "ca-certificates", "tzdata"];
/** Prefix of images that are built here. */
export const builtPrefix = "monitoring-as-code";
