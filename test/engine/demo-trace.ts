import { randomBytes } from "node:crypto";
import { demoSocketFolder } from "../../exporters/programs/demo";
import { postgres } from "../../exporters/programs/postgres";
import { containerOf, docker } from "../../stacks/local/docker";
import type { Programs } from "../../stacks/local/programs";
import { query } from "../../stacks/local/prometheus";
import { localStack, openStack } from "../../stacks/local/stack";
import { until } from "../support/until";
import { storeText } from "./store-login";

interface Span {
  readonly spanID: string;
  readonly operationName: string;
  readonly processID: string;
  readonly tags: readonly { readonly key: string; readonly value: unknown }[];
}
interface Trace {
  readonly spans: readonly Span[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

const traceOf = async (root: string, programs: Programs, id: string): Promise<Trace | undefined> =>
  (JSON.parse(await storeText(root, programs, "jaeger", `/api/traces/${id}`)) as { data: Trace[] | null }).data?.[0];

const tagOf = (span: Span | undefined, name: string): unknown => span?.tags.find(({ key }) => key === name)?.value;

const spansOfOrder: readonly string[] = [
  "orders: POST /orders",
  "orders: GET /prices/:item",
  "prices: GET /prices/:item",
  "orders: INSERT orders",
  "orders: send invoices",
  "orders-worker: process invoices",
];

/** Sends an order with a new trace ID, and expects one trace with all spans in `spansOfOrder`. */
async function expectOneTrace(root: string, programs: Programs): Promise<void> {
  const id = randomBytes(16).toString("hex");
  const answer = await fetch(`${programs.needed("orders")}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-tenant": "globex", traceparent: `00-${id}-${randomBytes(8).toString("hex")}-01` },
    body: JSON.stringify({ item: "lamp", quantity: 2 }),
  });
  expect(await answer.json()).toMatchObject({ item: "lamp", quantity: 2, cents: 5800 });
  // Each program sends its spans separately, so the trace is complete only some seconds after the request.
  const whole = await until(
    `the spans ${spansOfOrder.join(", ")}`,
    async () => {
      const trace = await traceOf(root, programs, id).catch(() => undefined);
      const names = trace?.spans.map((span) => `${trace.processes[span.processID]?.serviceName ?? ""}: ${span.operationName}`) ?? [];
      return spansOfOrder.every((name) => names.includes(name)) ? trace : undefined;
    },
    90,
  );
  const insert = whole.spans.find(({ operationName }) => operationName === "INSERT orders");
  expect(tagOf(insert, "db.system.name")).toBe("postgresql");
  expect(tagOf(insert, "db.query.text")).toBe("INSERT INTO orders (tenant, item, quantity) VALUES ($1, $2, $3) RETURNING id::int");
}

/** Reads an SQL statement of `orders` from `pg_stat_activity`. Expects the span that the statement's comment names, with the same SQL. */
async function expectTracedStatement(root: string, programs: Programs): Promise<void> {
  const sql = "select query from pg_stat_activity where application_name = 'orders' and query like '%traceparent%' limit 1";
  const psql = `PATH="$PATH:/usr/lib/postgresql/${postgres.version}/bin" psql --no-psqlrc --tuples-only --no-align --host ${demoSocketFolder} --username postgres --dbname postgres --command "${sql}"`;
  const statement = await until("a statement with a trace", async () => {
    const found = await docker("exec", await containerOf(localStack, "postgres"), "sh", "-c", psql);
    return found === "" ? undefined : found;
  });
  const [, trace = "", span = ""] = /\/\*traceparent='00-([0-9a-f]{32})-([0-9a-f]{16})-01'\*\/$/.exec(statement) ?? [];
  const own = await until(
    "the span of the statement",
    async () => (await traceOf(root, programs, trace).catch(() => undefined))?.spans.find(({ spanID }) => spanID === span),
    90,
  );
  expect(statement.replace(/\s*\/\*.*$/, "").trim()).toBe(tagOf(own, "db.query.text"));
}

/** Expects that Prometheus scrapes both replicas of `prices`, and that the metrics endpoint refuses a request without the key. */
async function expectReplicas(programs: Programs): Promise<void> {
  const up = await until("both replicas", async () => {
    const found = await query(programs.needed("prometheus"), 'up{system="demo",service="prices"} == 1');
    return found?.length === 2 ? found : undefined;
  });
  expect(new Set(up.map(({ labels }) => labels["instance"])).size).toBe(2);
  const ask = 'fetch("http://prices.demo:9464/metrics").then(({ status }) => console.log(status))';
  expect(await docker("exec", await containerOf(localStack, "orders"), "node", "--eval", ask)).toBe("401");
}

/** Expects in the running demo one trace of an order, the span of an SQL statement, and a target for each replica of `prices`. */
export async function expectTracesAndReplicas(root: string): Promise<void> {
  const { programs } = await openStack(root);
  await expectOneTrace(root, programs);
  await expectTracedStatement(root, programs);
  await expectReplicas(programs);
}
