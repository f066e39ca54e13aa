import { allPrograms, type ProgramWithImage } from "../../exporters/programs";
import { nobody, type Program } from "../../exporters/programs/model";
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

/** How an image is built where its makers' cannot be pulled; user and data folder are the program's. */
type Recipe = Omit<BuiltImage, "user" | "dataPath"> & {
  /** Where the folder is not the program's data folder. */
  readonly dataPath?: string;
};

/** A program that is missing here can be had as its makers' image only. Loki, Tempo and Grafana are AGPL: they are never built. */
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

/** Base of the demo's image. */
const node: ImageSpec = {
  version: "24",
  upstream: { repository: "node", tag: "24-trixie-slim" },
  built: { debian: { package: "nodejs" }, user: nobody },
};

export type ImageName = ProgramWithImage | "node";
/** Every image, by name. */
export const images = { ...Object.fromEntries(ofPrograms), node } as Readonly<Record<ImageName, ImageSpec>>;
export const imageNames = Object.keys(images) as ImageName[];

/** Installed in the shared layer beside the programs: `busybox wget` asks for the health of any of them, certificates are for probes. */
export const sharedPackages: readonly string[] = ["busybox-static", "ca-certificates", "tzdata"];
/** Prefix of the images that are made here. */
export const builtPrefix = "monitoring-as-code";
