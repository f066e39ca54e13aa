import { Counter } from "prom-client";
import { integer } from "../env";
import { close, serve } from "../http";
import { createMetrics, serveMetrics } from "../metrics";
import type { Start } from "../program";
import { parseMail, serveMail } from "./mail";
import { Heartbeat, keep, receiverRoutes, type ReceiverParts } from "./routes";
import { MessageStore } from "./store";

/**
 * Starts the receiver, which stores and shows the notifications to on-call. `PORT` (default: 8080) serves webhooks, the API and the web
 * page, `SMTP_PORT` (default: 2525) receives e-mail, and `METRICS_PORT` (default: 9464) serves metrics.
 */
export const startReceiver: Start = async ({ log }, env) => {
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
  const servers = await Promise.all([serve(port, receiverRoutes(parts)), serveMetrics(integer(env, "METRICS_PORT", 9464), registry)]);
  log("info", `receiver listens on ${port}`);
  return {
    stop: async () => {
      await new Promise<void>((done) => mail.close(done));
      await Promise.all(servers.map(close));
    },
  };
};
