import type { AddressInfo } from "node:net";
import { trace } from "@opentelemetry/api";
import { BadRequest, close, serve } from "../../../stacks/demo/app/http";
import { measured } from "../../../stacks/demo/app/measured";
import { createMetrics } from "../../../stacks/demo/app/metrics";

it("measures and logs every request of the demo's servers by its route and its status, except requests to quiet routes", async () => {
  const lines: string[] = [];
  const telemetry = { log: (_: string, message: string) => void lines.push(message), tracer: trace.getTracer("test") };
  const registry = createMetrics();
  const options = {
    served: (method: string | undefined, pathname: string) => ({ method: method ?? "", route: pathname }),
    expected: [{ method: "GET", route: "/never", status_code: "200" }],
    quiet: ["/health"],
  };
  const server = await serve(
    0,
    measured(telemetry, registry, options, (_, { pathname }) => {
      if (pathname === "/missing") throw new BadRequest("There is no such page.", 404);
      if (pathname === "/broken") throw new Error("broken");
      return pathname === "/created" ? { status: 201, body: "created" } : { body: "ok" };
    }),
    "127.0.0.1",
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const paths = ["/", "/created", "/missing", "/broken", "/health"];
  const statuses = [];
  for (const path of paths) statuses.push((await fetch(url + path)).status);
  await close(server);
  expect(statuses).toEqual([200, 201, 404, 500, 200]);
  expect(lines).toEqual(["GET / 200", "GET /created 201", "GET /missing 404", "GET /broken 500"]);
  const counts = [
    ...(await registry.metrics()).matchAll(/^http_request_duration_seconds_count\{method="GET",route="(.+)",status_code="(.+)"\} (\d)/gm),
  ].map(([, route, status, count]) => `${route ?? ""} ${status ?? ""} ${count ?? ""}`);
  expect(counts.sort()).toEqual(["/ 200 1", "/broken 500 1", "/created 201 1", "/health 200 1", "/missing 404 1", "/never 200 0"]);
});
