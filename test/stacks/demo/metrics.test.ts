import { toPlainText } from "../../../stacks/demo/app/exposition";
import { createMetrics } from "../../../stacks/demo/app/metrics";
import { poolMetrics, requestBuckets, requestHistogram, streamMetrics } from "../../../stacks/demo/app/orders/metrics";
import { quotaMaxAgeMs, Quotas } from "../../../stacks/demo/app/orders/quota";
import { workerMetrics } from "../../../stacks/demo/app/worker/metrics";
import { oldestAge, Progress } from "../../../stacks/demo/app/worker/progress";

/** The samples in the response to a scrape, without the metrics of the process and of Node.js. */
async function samples(registry: ReturnType<typeof createMetrics>): Promise<string[]> {
  const page = toPlainText(await registry.metrics());
  return page.split("\n").filter((line) => line !== "" && !/^(#|process_|nodejs_)/.test(line));
}

describe("the demo's request histogram", () => {
  it("exposes every declared set of labels with the value 0 from the start", async () => {
    const registry = createMetrics();
    requestHistogram(registry);
    const counts = (await samples(registry)).filter((line) => line.includes("_count{"));
    expect(counts).toEqual(
      (
        [
          ["GET", "/health", 200],
          ["GET", "/health", 503],
          ["GET", "/orders", 200],
          ["GET", "/orders", 500],
          ["POST", "/orders", 201],
          ["POST", "/orders", 500],
          ["GET", "/reports/:id", 200],
          ["GET", "/reports/:id", 500],
        ] as const
      ).map(
        ([method, route, status]) => `http_request_duration_seconds_count{method="${method}",route="${route}",status_code="${status}"} 0`,
      ),
    );
  });

  it("has the declared bucket bounds", () => expect(requestBuckets).toEqual([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10]));
});

describe("the demo's stream metrics", () => {
  it("count closed streams by the side that closed them", async () => {
    const registry = createMetrics();
    const streams = streamMetrics(registry, "/events");
    streams.opened();
    streams.opened();
    streams.closed("client_disconnect");
    expect(await samples(registry)).toEqual([
      'sse_connections_active{route="/events"} 1',
      'sse_streams_opened_total{route="/events"} 2',
      'sse_streams_closed_total{route="/events",outcome="completed"} 0',
      'sse_streams_closed_total{route="/events",outcome="client_disconnect"} 1',
      'sse_streams_closed_total{route="/events",outcome="error"} 0',
    ]);
  });
});

describe("the demo's pool metrics", () => {
  it("have the values at the moment of the scrape", async () => {
    const registry = createMetrics();
    const now = { idle: 2, used: 1, pending: 0 };
    const timedOut = poolMetrics(registry, { name: "orders", max: 10, usage: () => now });
    Object.assign(now, { idle: 0, used: 10, pending: 7 });
    timedOut();
    const pool = 'db_client_connection_pool_name="orders"';
    expect(await samples(registry)).toEqual([
      `db_client_connection_count{${pool},db_client_connection_state="idle"} 0`,
      `db_client_connection_count{${pool},db_client_connection_state="used"} 10`,
      `db_client_connection_max{${pool}} 10`,
      `db_client_connection_pending_requests{${pool}} 7`,
      `db_client_connection_timeouts_total{${pool}} 1`,
    ]);
  });
});

describe("the demo's quota metrics", () => {
  const rows = [
    { tenant: "acme", quota: "orders", used: 85, quota_limit: 100 },
    { tenant: "initech", quota: "orders", used: 7, quota_limit: 0 },
  ];

  it("expose usage and limit per tenant, with the limit 0 for no limit", async () => {
    const registry = createMetrics();
    new Quotas(registry).update(rows);
    expect(await samples(registry)).toEqual([
      'tenant_quota_used{tenant="acme",quota="orders"} 85',
      'tenant_quota_used{tenant="initech",quota="orders"} 7',
      'tenant_quota_limit{tenant="acme",quota="orders"} 100',
      'tenant_quota_limit{tenant="initech",quota="orders"} 0',
    ]);
  });

  it("disappear if the latest reading is too old", async () => {
    const registry = createMetrics();
    let now = 0;
    const quotas = new Quotas(registry, () => now);
    quotas.update(rows);
    now = quotaMaxAgeMs + 1;
    expect(await samples(registry)).toEqual([]);
  });

  it("report a quota as exceeded at its limit, and never without a limit", () => {
    const quotas = new Quotas(createMetrics());
    quotas.update([{ tenant: "acme", quota: "orders", used: 100, quota_limit: 100 }, ...rows.slice(1)]);
    expect([quotas.isExceeded("acme", "orders"), quotas.isExceeded("initech", "orders"), quotas.isTenant("unknown")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("the demo's worker metrics", () => {
  it("omit the oldest job's age while the queue cannot be read", async () => {
    const registry = createMetrics();
    const metrics = workerMetrics(registry, "invoices");
    metrics.oldestWaiting(3);
    expect(await samples(registry)).toContain('queue_oldest_waiting_job_age_seconds{queue="invoices"} 3');
    metrics.oldestWaiting(undefined);
    expect((await samples(registry)).filter((line) => line.startsWith("queue_oldest"))).toEqual([]);
  });

  it("expose both job outcomes and a heartbeat from the start", async () => {
    const registry = createMetrics();
    workerMetrics(registry, "invoices");
    const page = (await samples(registry)).join("\n");
    expect(page).toContain('queue_job_duration_seconds_count{queue="invoices",outcome="completed"} 0');
    expect(page).toContain('queue_job_duration_seconds_count{queue="invoices",outcome="failed"} 0');
    expect(page).toMatch(/queue_worker_heartbeat_timestamp_seconds\{queue="invoices"\} \d{10}/);
  });
});

describe("a worker's progress", () => {
  it("counts as alive if jobs finish or no job waits", () => {
    const progress = new Progress();
    expect(progress.isAlive(0)).toBe(true);
    expect(progress.isAlive(5)).toBe(false);
    progress.jobFinished();
    expect([progress.isAlive(5), progress.isAlive(5)]).toEqual([true, false]);
  });

  it("includes the age of the oldest job", () =>
    expect([oldestAge(undefined, 9000), oldestAge(4000, 9000), oldestAge(9500, 9000)]).toEqual([0, 5, 0]));
});

describe("the plain-text metrics page", () => {
  it("is the OpenMetrics page with full counter names, and without exemplars and the end marker", () => {
    const page = [
      "# HELP a_seconds A # {x} is no exemplar",
      "# TYPE a_seconds histogram",
      'a_seconds_bucket{le="1",route="/x"} 1 # {trace_id="abc"} 0.5 1795248001.068',
      "# HELP b Counted",
      "# TYPE b counter",
      "b_total 2",
      "# EOF",
      "",
    ].join("\n");
    expect(toPlainText(page)).toBe(
      [
        "# HELP a_seconds A # {x} is no exemplar",
        "# TYPE a_seconds histogram",
        'a_seconds_bucket{le="1",route="/x"} 1',
        "# HELP b_total Counted",
        "# TYPE b_total counter",
        "b_total 2",
        "",
      ].join("\n"),
    );
  });
});
