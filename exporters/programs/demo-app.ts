import { browserTokenSecret, gatewayTokenSecret, metricsSecret, secretsFolder } from "../model/naming";
import type { View } from "../model/catalogue";
import { dockerLabels } from "../pipeline/container-labels";
import { gatewayEndpoint } from "../pipeline/otelcol";
import { callOfUrl, type Call } from "./calls";
import type { Context } from "./context";
import { demoImage, demoSecrets, demoVersion } from "./demo";
import { nobody, type Instance, type Program } from "./model";
import { otlpProxy } from "./otlp-proxy";

const database = { host: "postgres", port: 5432, passwordFile: `${secretsFolder}/postgres-password` };
const redis = { host: "redis", port: 6379, passwordFile: `${secretsFolder}/redis-password` };

/** Name of the secret file with the token with which the demo's programs push to the gateway. */
const gatewayToken = "gateway-token";

const logsUrl = `${gatewayEndpoint}/v1/logs`;
const tracesUrl = `${gatewayEndpoint}/v1/traces`;
const ordersUrl = (system: string): string => `http://orders.${system}:8080`;
const pricesUrl = (system: string): string => `http://prices.${system}:8080`;

/** Name of the secret file that holds the token for telemetry from the shop's pages in browsers. */
const browserToken = "browser-token";

/** Name of the secret file with the key of the metrics endpoint of `prices`. */
const metricsKey = "metrics-key";

/** The OTLP proxy, as programs in the stack's network reach it. */
const proxyEndpoint = `http://${otlpProxy.name}:${otlpProxy.ports.direct.number}`;

/** Returns the additional settings of one demo program. `system` is the ID of the demo's system. */
type Needs = (system: string, view: View) => Pick<Instance, "env" | "calls" | "secretFiles" | "replicas" | "dockerLabels">;

const toStore = (store: { readonly host: string; readonly port: number }, system: string): Call => ({
  host: `${store.host}.${system}`,
  port: store.port,
});

const redisNeeds = (system: string) => ({
  calls: [toStore(redis, system)],
  env: { REDIS_HOST: `${redis.host}.${system}`, REDIS_PASSWORD_FILE: redis.passwordFile },
  secretFiles: { "redis-password": { secret: demoSecrets.redisApp } },
});

/** Programs that send only client spans. Their traces begin with these spans. */
const onlyClientSpans: readonly string[] = ["loadgen"];

/**
 * Returns the instances of one demo program. `program` selects the program in the demo's image. If the gateway keeps the program's name,
 * the program sends logs and traces to the stack, with resource attributes such as the system and the owner.
 */
const run =
  (program: string, needs: Needs) =>
  ({ view, memoryMiB, demo }: Context): Instance[] => {
    if (demo === undefined) return [];
    const { id: system, services, discovered } = demo.system;
    const { env, calls = [], secretFiles = {}, replicas, dockerLabels: own } = needs(system, view);
    const listed = services.find(({ name }) => name === program);
    const owner = listed?.owner ?? view.environment.platformOwner;
    const named = listed !== undefined || (view.environment.discovery.length > 0 && discovered.some((name) => name === program));
    const labels = {
      system,
      environment: view.environment.id,
      service: program,
      owner,
      "service.namespace": system,
      "deployment.environment.name": view.environment.id,
    };
    return [
      {
        args: [program],
        env: {
          NODE_OPTIONS: `--max-old-space-size=${Math.floor(memoryMiB * 0.5)}`,
          GATEWAY_TOKEN_FILE: `${secretsFolder}/${gatewayToken}`,
          GATEWAY_USER: system,
          // ServiceUnlisted would fire for logs and server spans of a program whose name the gateway does not keep.
          ...(named && { OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: logsUrl }),
          ...((named || onlyClientSpans.includes(program)) && { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesUrl }),
          OTEL_RESOURCE_ATTRIBUTES: Object.entries(labels)
            .map(([name, value]) => `${name}=${value}`)
            .join(","),
          OTEL_SERVICE_NAME: program,
          ...env,
        },
        secretFiles: { ...secretFiles, [gatewayToken]: { secret: gatewayTokenSecret(system) } },
        calls: [...calls, callOfUrl(gatewayEndpoint)],
        aliases: [`${program}.${system}`],
        ...(replicas !== undefined && { replicas }),
        ...(own !== undefined && { dockerLabels: own }),
      },
    ];
  };

const common = {
  component: "monitoring:demo:DemoApp",
  version: demoVersion,
  image: { of: demoImage },
  user: nobody,
  memoryMiB: 256,
  demo: true,
  contracts: { none: "recorded under the names of its libraries and as demo-orders and demo-orders-worker" },
} as const;

const metrics = { number: 9464 } as const;
const faults = { number: 9465 } as const;

/** The demo shop's HTTP service for orders. */
export const orders = {
  ...common,
  name: "orders",
  ports: { http: { number: 8080, publish: true }, metrics, faults },
  health: { port: "http", path: "/health" },
  instances: run("orders", (system) => {
    const needs = redisNeeds(system);
    return {
      calls: [...needs.calls, toStore(database, system), callOfUrl(pricesUrl(system))],
      env: {
        ...needs.env,
        DATABASE_HOST: `${database.host}.${system}`,
        DATABASE_PASSWORD_FILE: database.passwordFile,
        PRICES_URL: pricesUrl(system),
      },
      secretFiles: { ...needs.secretFiles, "postgres-password": { secret: demoSecrets.postgresApp } },
    };
  }),
} as const satisfies Program;

/** The demo shop's service with the prices of items: two replicas behind one name, and a metrics endpoint that requires a key. */
export const prices = {
  ...common,
  name: "prices",
  ports: { http: { number: 8080 }, metrics },
  health: { port: "metrics", path: "/health" },
  memoryMiB: 128,
  instances: run("prices", (system) => ({
    replicas: 2,
    env: { METRICS_KEY_FILE: `${secretsFolder}/${metricsKey}` },
    secretFiles: { [metricsKey]: { secret: metricsSecret(system, "prices") } },
  })),
} as const satisfies Program;

/**
 * The demo shop's storefront. It works like a serverless application outside the stack's network: it pushes to the OTLP proxy, and so do
 * the browsers that show its page. Runs only in an environment with a public address for telemetry.
 */
export const storefront = {
  ...common,
  name: "storefront",
  ports: { http: { number: 8080, publish: true } },
  health: { port: "http", path: "/api/health" },
  memoryMiB: 128,
  runsIn: ({ environment }: View) => environment.publicOtlp !== undefined,
  instances: run("storefront", (system, { environment }) => ({
    calls: [callOfUrl(proxyEndpoint)],
    env: {
      GATEWAY_USER: "none",
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${proxyEndpoint}/v1/logs`,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${proxyEndpoint}/v1/traces`,
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${proxyEndpoint}/v1/metrics`,
      BROWSER_OTLP_ENDPOINT: environment.publicOtlp?.url ?? "",
      BROWSER_TOKEN_FILE: `${secretsFolder}/${browserToken}`,
    },
    secretFiles: { [browserToken]: { secret: browserTokenSecret(system) } },
  })),
} as const satisfies Program;

/** The demo shop's queue worker. */
export const ordersWorker = {
  ...common,
  name: "orders-worker",
  ports: { metrics, faults },
  health: { port: "metrics", path: "/health" },
  instances: run("orders-worker", redisNeeds),
} as const satisfies Program;

/** The load generator, which simulates the demo shop's customers. */
export const loadgen = {
  ...common,
  name: "loadgen",
  ports: { metrics },
  health: { port: "metrics", path: "/health" },
  instances: run("loadgen", (system) => ({ calls: [callOfUrl(ordersUrl(system))], env: { TARGET_URL: ordersUrl(system) } })),
} as const satisfies Program;

/** The labels by which Prometheus discovers the container of a demo program whose metrics are those of prom-client. */
const discoveredBy = (service: string, system: string, { environment }: View): Readonly<Record<string, string>> => ({
  [dockerLabels.system]: system,
  [dockerLabels.service]: service,
  [dockerLabels.owner]: environment.platformOwner,
  [dockerLabels.port]: String(metrics.number),
  [dockerLabels.instrumentation]: "prom-client",
  [dockerLabels.environment]: environment.id,
});

/**
 * The demo's receiver of notifications. It accepts those for Slack, Discord, PagerDuty, webhooks and email. It is not a service in the
 * catalogue: in an environment with discovery on Docker, Prometheus discovers it by the labels of its container.
 */
export const receiver = {
  ...common,
  name: "receiver",
  ports: { http: { number: 8080, publish: true }, smtp: { number: 2525 }, metrics },
  health: { port: "http", path: "/health" },
  instances: run("receiver", (system, view) =>
    view.environment.discovery.includes("docker") ? { dockerLabels: discoveredBy("receiver", system, view) } : {},
  ),
} as const satisfies Program;
