import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { secretsFolder } from "../../exporters/catalogue/naming";
import { nobody, type SecretContent } from "../../exporters/definitions/model";
import type { Workload } from "../workload/workload";
import { demoSecrets } from "./demo-secrets";
import type { Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

/** The programs inside the demo's image, by its first argument. */
export const demoPrograms = ["orders", "orders-worker", "loadgen", "receiver"] as const;
export type DemoProgram = (typeof demoPrograms)[number];

export interface DemoAppArgs extends Placement {
  readonly program: DemoProgram;
  /** Id of the system it belongs to; it is found as `<program>.<system>` in the network. */
  readonly system: string;
  readonly environment: string;
  /** Team that answers for it, for the labels of its logs and traces. */
  readonly owner: string;
}

const database = { host: "postgres", passwordFile: `${secretsFolder}/postgres-password` };
const redis = { host: "redis", passwordFile: `${secretsFolder}/redis-password` };

interface Needs {
  readonly ports: Readonly<Record<string, number>>;
  readonly healthPort: number;
  readonly env: (system: string) => Record<string, string>;
  readonly secretFiles: Readonly<Record<string, SecretContent>>;
}

const redisNeeds = {
  env: (system: string) => ({ REDIS_HOST: `${redis.host}.${system}`, REDIS_PASSWORD_FILE: redis.passwordFile }),
  secretFiles: { "redis-password": { secret: demoSecrets.redisApp } },
};

const needs: Readonly<Record<DemoProgram, Needs>> = {
  orders: {
    ports: { http: 8080, metrics: 9464, faults: 9465 },
    healthPort: 8080,
    env: (system) => ({
      ...redisNeeds.env(system),
      DATABASE_HOST: `${database.host}.${system}`,
      DATABASE_PASSWORD_FILE: database.passwordFile,
    }),
    secretFiles: { ...redisNeeds.secretFiles, "postgres-password": { secret: demoSecrets.postgresApp } },
  },
  "orders-worker": { ports: { metrics: 9464, faults: 9465 }, healthPort: 9464, ...redisNeeds },
  loadgen: {
    ports: { metrics: 9464 },
    healthPort: 9464,
    env: (system) => ({ TARGET_URL: `http://orders.${system}:8080` }),
    secretFiles: {},
  },
  receiver: { ports: { http: 8080, smtp: 2525, metrics: 9464 }, healthPort: 8080, env: () => ({}), secretFiles: {} },
};

/** One program of the demo; it sends its traces to Tempo and its logs to Loki. */
export function demoAppWorkload({ program, system, environment, owner, image, publish = {}, memoryMiB = 256 }: DemoAppArgs): Workload {
  const { ports, healthPort, env, secretFiles } = needs[program];
  const labels = { system, environment, service: program, owner, "service.namespace": system, "deployment.environment.name": environment };
  return {
    name: program,
    image: image.reference,
    args: [program],
    env: {
      NODE_OPTIONS: `--max-old-space-size=${Math.floor(memoryMiB * 0.5)}`,
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: "http://loki:3100/otlp/v1/logs",
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://tempo:4318/v1/traces",
      OTEL_RESOURCE_ATTRIBUTES: Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(","),
      OTEL_SERVICE_NAME: program,
      ...env(system),
    },
    files: [],
    secretFiles,
    ports,
    health: { http: { port: healthPort, path: "/health" } },
    resources: { memoryMiB, processes: 512 },
    user: nobody,
    docker: { probe: image.probe, publish, aliases: [`${program}.${system}`] },
  };
}

/** A program of the demo: the shop, its worker, its customers, or the receiver of all notifications. */
export class DemoApp extends ProgramComponent {
  constructor(args: Placed<DemoAppArgs>, options?: ComponentResourceOptions) {
    super("monitoring:demo:DemoApp", demoAppWorkload(args), args.target, options);
  }
}
