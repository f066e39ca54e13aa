import { SpanKind } from "@opentelemetry/api";
import { SeverityNumber } from "@opentelemetry/api-logs";
import { Sender } from "./sender";

/** Data that applications send, by scenario. Each function returns the IDs of the traces that tests look up, if any. */
const scenarios = {
  /** One failed request from `web` to `orders`, which queries its database and logs an error. */
  request: async (otlp: string): Promise<string[]> => {
    const web = new Sender(otlp, "web");
    const orders = new Sender(otlp, "orders");
    const call = web.span("GET /orders", SpanKind.CLIENT);
    const served = orders.span("GET /orders", SpanKind.SERVER, { parent: call.context, failed: true, milliseconds: 300 });
    orders.span("select", SpanKind.CLIENT, { parent: served.context, attributes: { "db.namespace": "shop" } });
    orders.line("order refused", { context: served.context, severity: SeverityNumber.ERROR, attributes: { tenant: "acme" } });
    await Promise.all([web.stop(), orders.stop()]);
    return [call.traceId];
  },
  /** A sender that sets the stream fields itself, in the resource, in attributes and in a body. */
  hostile: async (otlp: string): Promise<string[]> => {
    const fields = { environment: "x", service: "y", system: "z" };
    const sender = new Sender(otlp, "hostile", fields);
    sender.line("on the record", { attributes: fields });
    sender.line({ msg: "in the body", ...fields, kept: "yes" }, { attributes: fields });
    await sender.stop();
    return [];
  },
  /** 5 failed traces, 5 slow traces and 200 other traces, in this order. */
  mixed: async (otlp: string): Promise<string[]> => {
    const sender = new Sender(otlp, "sampled");
    const traces = (count: number, options: { failed?: boolean; milliseconds?: number }) =>
      Array.from({ length: count }, () => sender.span("work", SpanKind.SERVER, options).traceId);
    const ids = [...traces(5, { failed: true }), ...traces(5, { milliseconds: 600 }), ...traces(200, {})];
    await sender.stop();
    return ids;
  },
  /** 3 spans that ended an hour ago, and 2 that have just ended. One of the 2 new spans has a forged attribute `late`. */
  late: async (otlp: string): Promise<string[]> => {
    const sender = new Sender(otlp, "tardy");
    const hour = 3_600_000;
    for (let index = 0; index < 3; index++) sender.span("work", SpanKind.SERVER, { ago: hour });
    sender.span("work", SpanKind.SERVER);
    sender.span("work", SpanKind.SERVER, { attributes: { late: "true" } });
    await sender.stop();
    return [];
  },
  /** 50 traces, each with a log line. */
  many: async (otlp: string): Promise<string[]> => {
    const sender = new Sender(otlp, "patient");
    const ids = Array.from({ length: 50 }, (_, index) => {
      const { traceId, context } = sender.span(`work ${index}`, SpanKind.INTERNAL);
      sender.line(`line ${index}`, { context });
      return traceId;
    });
    await sender.stop();
    return ids;
  },
};

export type ScenarioName = keyof typeof scenarios;

if (require.main === module) {
  const [name = "", otlp = ""] = process.argv.slice(2);
  void scenarios[name as ScenarioName](otlp).then((ids) => console.log(JSON.stringify(ids)));
}
