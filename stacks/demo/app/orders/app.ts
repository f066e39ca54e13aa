import express, { type Express } from "express";
import type { Faults } from "../faults";
import { BadRequest } from "../http";
import { messageOf } from "../log";
import { within } from "../queue";
import type { Telemetry } from "../telemetry";
import { disturb } from "./faults";
import type { RequestHistogram } from "./metrics";
import type { Prices } from "./prices";
import type { InvoiceQueue } from "./queue";
import type { Quotas } from "./quota";
import { answerErrors, infoOf, observeRequests } from "./requests";
import type { Store } from "./store";
import type { Streams } from "./streams";

/** The objects that the routes use. */
export interface Parts {
  readonly telemetry: Telemetry;
  readonly histogram: RequestHistogram;
  readonly store: Pick<Store, "recent" | "create" | "report" | "ping">;
  readonly queue: Pick<InvoiceQueue, "add" | "ping">;
  readonly prices: Pick<Prices, "of">;
  readonly quotas: Pick<Quotas, "isTenant" | "isExceeded">;
  readonly streams: Streams;
  readonly faults: Faults;
}

/** Creates the Express application of `orders` with all its routes. */
export function ordersApp({ telemetry, histogram, store, queue, prices, quotas, streams, faults }: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(observeRequests(telemetry, histogram));
  const disturbed = disturb(faults);

  app.get("/health", async (_request, response) => {
    const checks = { postgres: await check(store.ping()), redis: await check(queue.ping()) };
    const ok = checks.postgres === "ok" && checks.redis === "ok";
    response.status(ok ? 200 : 503).json({ status: ok ? "ok" : "degraded", checks });
  });

  app.get("/orders", disturbed, async (_request, response) => {
    response.json(await store.recent(infoOf(response).tenant));
  });

  app.post("/orders", disturbed, express.json({ limit: "16kb" }), async (request, response) => {
    const { tenant, requestId } = infoOf(response);
    if (!quotas.isTenant(tenant)) throw new BadRequest(`unknown tenant "${tenant}" in x-tenant`);
    if (quotas.isExceeded(tenant, "orders")) throw new BadRequest(`tenant "${tenant}" has used up its quota of orders`, 429);
    const order = { tenant, ...parseOrder(request.body) };
    const cents = await prices.of(order.item);
    const id = await store.create(order, (orderId) => queue.add({ orderId, tenant, requestId }));
    streams.publish("order", { id, tenant });
    response.status(201).json({ id, ...order, ...(cents !== undefined && { cents: cents * order.quantity }) });
  });

  app.get("/reports/:id", disturbed, async (request, response) => {
    const id = Number(request.params.id);
    if (!Number.isInteger(id) || id < 1 || id > 1000) throw new BadRequest("no such report: 1 to 1000 exist", 404);
    response.json(await store.report(id));
  });

  app.get("/events", streams.accept);

  app.use((_request, _response, next) => next(new BadRequest("not found", 404)));
  app.use(answerErrors(telemetry));
  return app;
}

function parseOrder(body: unknown): { item: string; quantity: number } {
  const { item, quantity } = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  if (typeof item !== "string" || item === "" || item.length > 100) throw new BadRequest("item: expected 1 to 100 characters");
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1 || quantity > 1000) {
    throw new BadRequest("quantity: expected a whole number from 1 to 1000");
  }
  return { item, quantity };
}

async function check(ping: Promise<void>): Promise<string> {
  return within(1500, "it", ping).then(
    () => "ok",
    (error: unknown) => messageOf(error),
  );
}
