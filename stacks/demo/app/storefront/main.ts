import { readFileSync } from "node:fs";
import { integer, secret, text } from "../env";
import { close, serve, type Answer } from "../http";
import { messageOf } from "../log";
import { rarely, type Start } from "../program";
import { serverSpan } from "../server-span";
import { credentials } from "../telemetry";
import { pushedMetrics } from "./metrics";
import { page } from "./page";

/**
 * Starts the shop's storefront, which works like a serverless program: nothing scrapes it, and it pushes its metrics before each response.
 * Its page sends telemetry from the browser. `PORT` (default: 8080) serves users. `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT` is the full address
 * for metrics. `BROWSER_OTLP_ENDPOINT` is the base URL for the page's telemetry, and `BROWSER_TOKEN_FILE` names the file with the token.
 * `PAGE_SCRIPT_FILE` (default: `/app/telemetry.js`) names the file with the script that sends the telemetry.
 */
export const startStorefront: Start = async (telemetry, env) => {
  const { log } = telemetry;
  const complain = rarely((message) => log("warn", message));
  const metrics = pushedMetrics(text(env, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"), credentials(env), (error) =>
    complain(`telemetry was not pushed: ${messageOf(error)}`),
  );
  const token = secret(env, "BROWSER_TOKEN_FILE");
  const endpoint = text(env, "BROWSER_OTLP_ENDPOINT");
  const script = readFileSync(text(env, "PAGE_SCRIPT_FILE", "/app/telemetry.js"), "utf8");
  const routes: Readonly<Record<string, () => Answer>> = {
    "/": () => ({ type: "text/html; charset=utf-8", body: page({ endpoint, token: token(), service: "storefront" }) }),
    "/telemetry.js": () => ({ type: "text/javascript; charset=utf-8", body: script }),
    "/api/health": () => ({ body: { status: "ok" } }),
  };
  const port = integer(env, "PORT", 8080);
  const server = await serve(port, async (request, url) => {
    const start = performance.now();
    const known = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
    const route = known === undefined ? "unmatched" : url.pathname;
    const method = request.method === "GET" ? "GET" : "_OTHER";
    const end = serverSpan(telemetry, request, { method, route });
    const answer = known?.() ?? { status: 404, body: { error: "There is no such page." } };
    const status = answer.status ?? 200;
    end(status, route === "/api/health");
    await metrics.measure(route, method, status, (performance.now() - start) / 1000);
    return answer;
  });
  log("info", `storefront listens on ${port}`);
  return {
    stop: async () => {
      await close(server);
      await metrics.stop();
    },
  };
};
