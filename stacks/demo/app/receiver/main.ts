import { Counter } from "prom-client";
import { integer } from "../env";
import { close, serve } from "../http";
import { measured } from "../measured";
import { createMetrics, serveMetrics } from "../metrics";
import type { Start } from "../program";
import { parseMail, serveMail } from "./mail";
import { Heartbeat, keep, receiverRoutes, servedBy, type ReceiverParts } from "./routes";
import { MessageStore } from "./store";

/**
 * Starts the receiver, which stores the notifications to on-call and shows them. By default, port 8080 serves webhooks, the API and the web
 * page, port 2525 receives e-mail, and port 9464 serves metrics.
 */
export const startReceiver: Start = async (telemetry, env) => {
  const { log } = telemetry;
  const registry = createMetrics();
  const messages = new Counter({
    name: "receiver_messages_total",
    help: "Alerts received by kind and status",
    labelNames: ["kind", "status"] as const,
    registers: [registry],
  });
  const parts: ReceiverParts = {
    store: new MessageStore(integer(env, "MESSAGES_KEPT", 2000)),
    heartbeat: new Heartbeat(),
    now: Date.now,
    onMessage: ({ kind, status, channel, alertname }) => {
      messages.inc({ kind, status });
      log("info", `${alertname} is ${status}`, { channel, kind });
    },
  };
  const port = integer(env, "PORT", 8080);
  const mail = await serveMail(
    integer(env, "SMTP_PORT", 2525),
    async (to, raw) => keep(parts, to, "email", await parseMail(raw)),
    (error) => log("warn", `mail: ${error.message}`),
  );
  const requests = { served: servedBy, expected: [{ method: "POST", route: "/heartbeat", status_code: "200" }], quiet: ["/health"] };
  const servers = await Promise.all([
    serve(port, measured(telemetry, registry, requests, receiverRoutes(parts))),
    serveMetrics(integer(env, "METRICS_PORT", 9464), registry),
  ]);
  log("info", `receiver listens on ${port}`);
  return {
    stop: async () => {
      await new Promise<void>((done) => mail.close(done));
      await Promise.all(servers.map(close));
    },
  };
};
