import { goMemoryLimit, nobody, type Instance, type Program } from "./model";
import type { SecretDocument } from "./secret-files";

/** Gatus reads every YAML file below this folder, so its secrets can be in a separate file. */
const configRoot = "/run/secrets";
/** Folder of `gatus.yml`. */
const gatusFolder = `${configRoot}/gatus`;
/** Name of the secret file in `naming.secretsFolder`. */
const secretFile = "heartbeats.yml";

const version = "5.36.0";

/** Returns the environment variables of a Gatus that reads every YAML file below a folder. */
const gatusEnv = (folder: string, memoryMiB: number): Record<string, string> => ({
  GATUS_CONFIG_PATH: folder,
  GATUS_LOG_LEVEL: "WARN",
  ...goMemoryLimit(memoryMiB),
});

/**
 * Returns the settings of the internal Gatus. The heartbeats, which contain tokens, are in a secret file. Gatus merges all YAML files, and
 * the secret file is JSON, which is valid YAML.
 */
export const gatusRun = (heartbeats: readonly SecretDocument[], memoryMiB: number) =>
  ({
    env: gatusEnv(configRoot, memoryMiB),
    secretFiles: heartbeats.length === 0 ? {} : { [secretFile]: { document: { "external-endpoints": heartbeats }, doubleDollars: true } },
  }) satisfies Instance;

/** Returns the settings of a Gatus that serves a public status page: environment variables, but no secret files. */
export const statusPageRun = (memoryMiB: number) => ({ env: gatusEnv(gatusFolder, memoryMiB) }) satisfies Instance;

/** Gatus 5.36 runs the checks independently of Prometheus, and expects heartbeats. Its page shows internal addresses and errors. */
export const gatus = {
  name: "gatus",
  component: "monitoring:stack:Gatus",
  version,
  image: { repository: "ghcr.io/twin/gatus", tag: `v${version}`, probe: "none" },
  ports: { http: { number: 8080, publish: true } },
  health: { port: "http", path: "/health" },
  user: nobody,
  memoryMiB: 128,
  watched: { metrics: true, health: false },
  contracts: ["gatus"],
  instances: ({ view, memoryMiB, rendered, connections, heartbeats }) => {
    const reporting = view.systems.filter(({ services }) => services.some(({ jobs }) => jobs.length > 0)).map(({ id }) => id);
    return [
      {
        ...gatusRun(heartbeats(), memoryMiB),
        files: [{ folder: gatusFolder, files: { "gatus.yml": rendered.file("exporters", "gatus.yml") } }],
        calls: connections.checks(),
        callers: reporting.length > 0 ? { http: reporting } : {},
      },
    ];
  },
} as const satisfies Program;

/** Public status page of one system: a Gatus that shows only the system's public checks. A reverse proxy can expose it to the internet. */
export const statusPage = {
  name: "status",
  component: "monitoring:stack:StatusPage",
  version,
  image: { of: gatus.name },
  ports: { http: { number: 8080, publish: true } },
  health: { port: "http", path: "/health" },
  user: nobody,
  memoryMiB: 64,
  contracts: [],
  instances: ({ memoryMiB, rendered, statusPages }) =>
    statusPages().map(({ system, calls }) => ({
      name: `status-${system}`,
      ...statusPageRun(memoryMiB),
      files: [{ folder: gatusFolder, files: { "gatus.yml": rendered.file("exporters", `status-pages/${system}.yml`) } }],
      calls,
    })),
} as const satisfies Program;
