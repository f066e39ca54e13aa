import type { Call } from "./calls";
import { goMemoryLimit, type Program } from "./model";

/** Folder of `tempo.yml`. */
export const tempoFolder = "/etc/tempo";

export interface TempoOptions {
  readonly memoryMiB: number;
  /** Where its generator writes metrics. */
  readonly calls: readonly Call[];
}

/** Tempo 2.8 as one process; applications push OTLP to it. */
export const tempo = ({ memoryMiB, calls }: TempoOptions): Program => ({
  ports: { http: 3200, "otlp-grpc": 4317, "otlp-http": 4318 },
  args: [`-config.file=${tempoFolder}/tempo.yml`, "-target=all"],
  calls,
  env: goMemoryLimit(memoryMiB),
  secretFiles: {},
  healthPath: "/ready",
  dataPath: "/var/tempo",
  user: "10001:10001",
});
