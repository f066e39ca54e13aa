import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { secretsFolder } from "../../../exporters/model/naming";
import { callOfUrl, type Call } from "../../../exporters/programs/calls";
import { nobody, type SecretContent } from "../../../exporters/programs/model";
import { onKubernetes, type Workload } from "../workload";
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

const database = { host: "postgres", port: 5432, passwordFile: `${secretsFolder}/postgres-password` };
const redis = { host: "redis", port: 6379, passwordFile: `${secretsFolder}/redis-password` };

const logsUrl = "http://loki:3100/otlp/v1/logs";
const tracesUrl = "http://tempo:4318/v1/traces";
const ordersUrl = (system: string): string => `http://orders.${system}:8080`;

interface Needs {
  readonly ports: Readonly<Record<string, number>>;
  readonly healthPort: number;
  readonly env: (system: string) => Record<string, string>;
  /** Connections beside those of its logs and traces. */
  readonly calls: (system: string) => readonly Call[];
  readonly secretFiles: Readonly<Record<string, SecretContent>>;
}

const toStore = (store: { readonly host: string; readonly port: number }, system: string): Call => ({
  host: `${store.host}.${system}`,
  port: store.port,
});

const redisNeeds = {
  calls: (system: string) => [toStore(redis, system)],
  env: (system: string) => ({ REDIS_HOST: `${redis.host}.${system}`, REDIS_PASSWORD_FILE: redis.passwordFile }),
  secretFiles: { "redis-password": { secret: demoSecrets.redisApp } },
};

const needs: Readonly<Record<DemoProgram, Needs>> = {
  orders: {
    ports: { http: 8080, metrics: 9464, faults: 9465 },
    healthPort: 8080,
    calls: (system) => [toStore(redis, system), toStore(database, system)],
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
    calls: (system) => [callOfUrl(ordersUrl(system))],
    env: (system) => ({ TARGET_URL: ordersUrl(system) }),
    secretFiles: {},
  },
  receiver: { ports: { http: 8080, smtp: 2525, metrics: 9464 }, healthPort: 8080, calls: () => [], env: () => ({}), secretFiles: {} },
};

/** One program of the demo; it sends its traces to Tempo and its logs to Loki. */
export function demoAppWorkload({ program, system, environment, owner, image, publish = {}, memoryMiB = 256 }: DemoAppArgs): Workload {
  const { ports, healthPort, calls, env, secretFiles } = needs[program];
  const labels = { system, environment, service: program, owner, "service.namespace": system, "deployment.environment.name": environment };
  return {
    name: program,
    image: image.reference,
    args: [program],
    env: {
      NODE_OPTIONS: `--max-old-space-size=${Math.floor(memoryMiB * 0.5)}`,
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: logsUrl,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesUrl,
      OTEL_RESOURCE_ATTRIBUTES: Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(","),
      OTEL_SERVICE_NAME: program,
      ...env(system),
    },
    files: [],
    secretFiles,
    ports,
    calls: [...calls(system), callOfUrl(logsUrl), callOfUrl(tracesUrl)],
    callers: {},
    aliases: [`${program}.${system}`],
    health: { http: { port: healthPort, path: "/health" } },
    resources: { memoryMiB, processes: 512 },
    user: nobody,
    docker: { probe: image.probe, publish },
    kubernetes: onKubernetes(),
  };
}

/** A program of the demo: the shop, its worker, its customers, or the receiver of all notifications. */
export class DemoApp extends ProgramComponent {
  constructor(args: Placed<DemoAppArgs>, options?: ComponentResourceOptions) {
    super("monitoring:demo:DemoApp", demoAppWorkload(args), args.target, options);
  }
}
