import { createServer } from "node:http";
import { Counter, Gauge, Histogram, register } from "prom-client";

/**
 * This application uses prom-client with metrics under its own names, as the profile `request-counter` describes: a counter of requests with the
 * status, and a histogram with the route. It counts its runs of work with its own counters.
 */
const requests = new Counter({ name: "http_requests_total", help: "HTTP requests", labelNames: ["method", "status"] });
const duration = new Histogram({
  name: "http_request_duration_seconds",
  help: "Duration of HTTP requests",
  labelNames: ["method", "route"],
});
const queries = new Counter({ name: "payload_db_queries_total", help: "Queries", labelNames: ["collection", "operation"] });
const queryDuration = new Histogram({
  name: "payload_db_query_duration_seconds",
  help: "Duration of queries",
  labelNames: ["collection", "operation"],
});
const cacheHits = new Counter({ name: "redis_cache_hits_total", help: "Hits of the cache", labelNames: ["cache"] });
const automations = new Counter({ name: "automation_runs_total", help: "Automations that ended", labelNames: ["status"] });
const assistant = new Counter({
  name: "assistant_calls_total",
  help: "Calls to the assistant",
  labelNames: ["model", "provider", "status"],
});
const exported = new Counter({ name: "export_jobs_total", help: "Exports that ended", labelNames: ["status", "reason"] });
new Gauge({ name: "tenant_active_sites_total", help: "Active sites", labelNames: ["tenant"] }).set({ tenant: "acme" }, 3);

const query = { collection: "sites", operation: "find" };
queries.inc(query);
queryDuration.observe(query, 0.01);
cacheHits.inc({ cache: "pages" });
for (const status of ["success", "failed"]) {
  automations.inc({ status });
  assistant.inc({ model: "small", provider: "openai", status });
  exported.inc({ status, reason: status === "failed" ? "storage" : "" });
}

const routeOf = (url: string): string => (url.startsWith("/orders/") ? "/orders/:id" : url);

createServer((request, response) => {
  const url = request.url ?? "/";
  if (url === "/metrics") {
    void register.metrics().then((page) => response.setHeader("content-type", register.contentType).end(page));
    return;
  }
  const method = request.method ?? "";
  const end = duration.startTimer({ method, route: routeOf(url) });
  response.statusCode = url === "/fail" ? 500 : 200;
  response.end();
  requests.inc({ method, status: response.statusCode });
  end();
}).listen(Number(process.env["PORT"]), "127.0.0.1");
