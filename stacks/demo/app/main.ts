import { messageOf } from "./log";
import { startLoadgen } from "./loadgen/main";
import { startOrders } from "./orders/main";
import { startPrices } from "./prices/main";
import type { Start } from "./program";
import { startReceiver } from "./receiver/main";
import { startStorefront } from "./storefront/main";
import { startTelemetry } from "./telemetry";
import { startWorker } from "./worker/main";

const programs: Readonly<Record<string, Start>> = {
  orders: startOrders,
  prices: startPrices,
  storefront: startStorefront,
  "orders-worker": startWorker,
  loadgen: startLoadgen,
  receiver: startReceiver,
};

const usage = `usage: app.js ${Object.keys(programs).join("|")} | health <port> | fault <name> <json> [<port>]`;

async function main([command = "", ...args]: string[]): Promise<void> {
  if (command === "health") return request("GET", `http://127.0.0.1:${args[0] ?? "8080"}/health`);
  if (command === "fault") return request("POST", `http://127.0.0.1:${args[2] ?? "9465"}/faults/${args[0] ?? ""}`, args[1] ?? "{}");
  const start = Object.hasOwn(programs, command) ? programs[command] : undefined;
  if (!start) throw new Error(usage);
  const telemetry = startTelemetry(command, process.env);
  const running = await start(telemetry, process.env);
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), 8000).unref();
    await running.stop();
    await telemetry.stop();
    process.exit(0);
  };
  // Process 1 of a container has no default signal handlers, so the program must handle signals itself.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
}

/** Sends one HTTP request, for health checks and drills. The image has no other HTTP client. */
async function request(method: string, url: string, body?: string): Promise<void> {
  const answer = await fetch(url, { method, signal: AbortSignal.timeout(4000), ...(body !== undefined && { body }) });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(messageOf(error));
  process.exit(1);
});
