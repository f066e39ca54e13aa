import { integer, secret } from "../env";
import { BadRequest, close, serve } from "../http";
import { measured } from "../measured";
import { createMetrics, serveMetrics } from "../metrics";
import type { Start } from "../program";
import { priceOf } from "./list";

const route = "/prices/:item";

/**
 * Starts the service that returns the prices of items. It has no state, so any number of replicas can run behind one name. `PORT` (default:
 * 8080) serves prices, and `METRICS_PORT` (default: 9464) serves metrics to callers with the key in the file that `METRICS_KEY_FILE` names.
 */
export const startPrices: Start = async (telemetry, env) => {
  const registry = createMetrics();
  const served = { method: "GET", route };
  const expected = ["200", "404", "500"].map((status_code) => ({ ...served, status_code }));
  const port = integer(env, "PORT", 8080);
  const servers = await Promise.all([
    serveMetrics(integer(env, "METRICS_PORT", 9464), registry, { key: secret(env, "METRICS_KEY_FILE") }),
    serve(
      port,
      measured(telemetry, registry, { served: () => served, expected }, (_, url) => {
        const cents = priceOf(/^\/prices\/([a-z]{1,40})$/.exec(url.pathname)?.[1] ?? "");
        if (cents === undefined) throw new BadRequest("no such item", 404);
        return { body: { cents } };
      }),
    ),
  ]);
  telemetry.log("info", `prices listens on ${port}`);
  return {
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
};
