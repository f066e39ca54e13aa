import { configRoot, gatusFolder, gatusSecretFile, type GatusHeartbeat } from "../uptime/gatus";
import { stackPorts } from "../scrape/targets";
import type { Call } from "./calls";
import { goMemoryLimit, nobody, type Program, type SecretDocument } from "./model";

export interface GatusOptions {
  /** Heartbeats it expects; their tokens stand in a secret file. */
  readonly heartbeats: readonly GatusHeartbeat[];
  readonly memoryMiB: number;
  /** What it checks, and whom it tells. */
  readonly calls: readonly Call[];
}

/** The part of the configuration that holds secrets. Gatus merges every YAML file it finds, and JSON is YAML. */
const document = (heartbeats: readonly GatusHeartbeat[]): SecretDocument => ({
  "external-endpoints": heartbeats.map(({ group, name, secret, interval, alerts }) => ({
    name,
    group,
    token: { secret },
    heartbeat: { interval },
    alerts: alerts.map((alert) => alert as SecretDocument),
  })),
});

/** Gatus 5.36: makes the checks a second time, past Prometheus, and expects heartbeats. */
export const gatus = ({ heartbeats, memoryMiB, calls }: GatusOptions): Program => ({
  ports: { http: stackPorts.gatus },
  args: [],
  calls,
  env: { GATUS_CONFIG_PATH: configRoot, GATUS_LOG_LEVEL: "WARN", ...goMemoryLimit(memoryMiB) },
  secretFiles: heartbeats.length === 0 ? {} : { [gatusSecretFile]: { document: document(heartbeats), doubleDollars: true } },
  healthPath: "/health",
  user: nobody,
});

/** Gatus as a public status page: no secrets, no metrics, nobody is told anything. */
export const statusPage = ({ memoryMiB, calls }: Omit<GatusOptions, "heartbeats">): Program => ({
  ports: { http: stackPorts.gatus },
  args: [],
  calls,
  env: { GATUS_CONFIG_PATH: gatusFolder, GATUS_LOG_LEVEL: "WARN", ...goMemoryLimit(memoryMiB) },
  secretFiles: {},
  healthPath: "/health",
  user: nobody,
});
