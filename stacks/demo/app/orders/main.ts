import { createServer } from "node:http";
import { integer } from "../env";
import { Faults, serveFaults, type OnSwitch } from "../faults";
import { close } from "../http";
import { messageOf } from "../log";
import { createMetrics, serveMetrics } from "../metrics";
import { every, rarely, type Start } from "../program";
import { restartOn } from "../queue";
import { ordersApp } from "./app";
import { Database } from "./database";
import { orderFaults, PoolHog } from "./faults";
import { eventsRoute, poolMetrics, requestHistogram, streamMetrics } from "./metrics";
import { Prices } from "./prices";
import { InvoiceQueue } from "./queue";
import { Quotas } from "./quota";
import { Store } from "./store";
import { Streams } from "./streams";

const faultyTenant = "acme";

/** Starts the HTTP service. By default, port 8080 serves users, port 9464 serves metrics, and port 9465 serves the API for faults. */
export const startOrders: Start = async (telemetry, env) => {
  const { log, tracer } = telemetry;
  const onError = (what: string): ((message: string) => void) => rarely((message) => log("error", `${what}: ${message}`));
  const registry = createMetrics();
  // The pool and the counter of its timeouts depend on each other, so the counter is set after the pool exists.
  const timeouts = { count: (): void => undefined };
  const db = new Database(env, tracer, () => timeouts.count(), onError("postgres"));
  timeouts.count = poolMetrics(registry, { name: db.name, max: db.max, usage: () => db.usage() });
  const store = new Store(db);
  const queue = new InvoiceQueue(env, tracer, onError("redis"), restartOn(log, "the queue"));
  const prices = new Prices(env, tracer, onError("prices"));
  const quotas = new Quotas(registry);
  const streams = new Streams(streamMetrics(registry, eventsRoute));
  const hog = new PoolHog(db);
  const readQuotas = async (): Promise<void> => quotas.update(await store.quotas());

  const onSwitch: OnSwitch = async ({ name, on, params }) => {
    log("warn", `fault ${name} is ${on ? "on" : "off"}`, params);
    if (name === "pool-exhausted" && on) hog.take();
    if (name === "pool-exhausted" && !on) hog.release();
    if (name === "queue-stuck" && on) await queue.burst(params["burst"] ?? 0);
    if (name === "quota") {
      await store.overrideQuota(faultyTenant, on ? (params["percent"] ?? 0) : null);
      await readQuotas();
    }
  };
  const faults = new Faults(orderFaults, onSwitch);
  const app = ordersApp({ telemetry, histogram: requestHistogram(registry), store, queue, prices, quotas, streams, faults });
  const server = createServer(app);
  const port = integer(env, "PORT", 8080);
  const admin = await Promise.all([
    serveMetrics(integer(env, "METRICS_PORT", 9464), registry),
    serveFaults(integer(env, "FAULTS_PORT", 9465), faults),
  ]);
  await new Promise<void>((done, failed) => server.once("error", failed).listen(port, "0.0.0.0", done));
  log("info", `orders listens on ${port}`);

  const report = rarely((message) => log("warn", message));
  const failed = (what: string) => (error: unknown) => report(`${what}: ${messageOf(error)}`);
  // All faults are off after a start. Remove the usage that the fault `quota` of a previous process may have left in the database.
  let cleared = false;
  const endQuotas = every(
    5000,
    async () => {
      if (!cleared && !faults.active("quota")) await store.overrideQuota(faultyTenant, null);
      cleared = true;
      await readQuotas();
    },
    failed("reading quotas"),
  );
  const endPrune = every(60_000, () => store.prune(), failed("deleting old orders"));
  return {
    stop: async () => {
      endQuotas();
      endPrune();
      hog.release();
      streams.endAll();
      await Promise.all([server, ...admin].map(close));
      await queue.close();
      await db.end();
    },
  };
};
