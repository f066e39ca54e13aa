import type { Statements } from "./identity";
import { record } from "./ottl";

/** Attributes by which people search log records, each with the names that applications use. The first name that a record has is used. */
const names: Readonly<Record<string, readonly string[]>> = {
  request_id: ["request_id", "requestId", "reqId", "req_id", "request.id", "correlation_id", "correlationId"],
  tenant: ["tenant", "tenant_id", "tenantId", "tenant.id"],
  site: ["site", "site_id", "siteId", "site.id"],
  user: ["user", "user_id", "userId", "user.id"],
  action: ["action", "event.action"],
};

/** Usual names of fields that hold a duration in milliseconds. */
const milliseconds = ["duration_ms", "durationMs", "responseTime", "response_time_ms", "elapsed_ms", "latency_ms"];
const duration = record("duration_seconds");

const isScalar = (path: string): string => `${path} != nil and not IsMap(${path}) and not IsList(${path})`;

/**
 * Statements that give a log record the attributes `request_id`, `tenant`, `site`, `user`, `action` and `duration_seconds`, copied from
 * the usual names of these fields. The application's own attributes stay.
 */
export const fieldStatements: readonly Statements[] = [
  {
    context: "log",
    statements: [
      ...Object.entries(names).flatMap(([name, [, ...others]]) =>
        others.map((other) => `set(${record(name)}, String(${record(other)})) where ${record(name)} == nil and ${isScalar(record(other))}`),
      ),
      // pino-http writes the request as a map.
      `set(${record("request_id")}, String(${record("req")}["id"])) where ${record("request_id")} == nil and IsMap(${record("req")}) and ${isScalar(`${record("req")}["id"]`)}`,
      ...milliseconds.map(
        (name) => `set(${duration}, Double(${record(name)}) / 1000.0) where ${duration} == nil and Double(${record(name)}) != nil`,
      ),
      // A duration with a unit, such as "1.5ms" in Go. A number without a unit could be anything.
      `set(${duration}, Seconds(Duration(${record("duration")}))) where ${duration} == nil and IsString(${record("duration")}) and IsMatch(${record("duration")}, "^([0-9.]+(ns|us|µs|ms|s|m|h))+$$")`,
    ],
  },
];
