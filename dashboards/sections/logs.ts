import type { RuleFacts } from "../../alert-rules/rule-facts";
import type { LogQuery, Section } from "../model";
import { logql, stream, type Logql } from "../logql";

/** Selects the logs of one service. Loki turns the OpenTelemetry resource attributes that identify an application into labels. */
export const serviceStream: Logql = stream({
  service_namespace: "$system",
  service_name: "$service",
  deployment_environment_name: "$environment",
});

const query = (expr: Logql, legend = ""): LogQuery => ({ datasource: "loki", expr, legend });

export const serviceLogs: LogQuery = query(serviceStream);
export const serviceErrors: LogQuery = query(logql`${serviceStream} | detected_level=~"error|critical|fatal"`);

/** Section with the logs of a service. The queries are LogQL, so only environments with Loki have it. */
export const logsSection = (dashboard: "http" | "queues", { stores }: Pick<RuleFacts, "stores">): Section[] =>
  stores.has("loki") ? [searches(dashboard)] : [];

const searches = (dashboard: "http" | "queues"): Section => ({
  title: "Logs",
  panels: [
    {
      type: "timeseries",
      id: `${dashboard}/log-volume:140`,
      title: "Lines by level",
      description: "Number of log lines by level. Investigate if there are more errors than usual, or no lines at all.",
      empty: "The service logged nothing in this period, or its logs do not arrive.",
      unit: "short",
      width: 24,
      height: 6,
      stacked: true,
      queries: [query(logql`sum by (detected_level) (count_over_time(${serviceStream} [$__auto]))`, "{{detected_level}}")],
    },
    {
      type: "logs",
      id: `${dashboard}/log-errors:141`,
      title: "Error lines",
      description: "Log lines with level error and above, newest first. Expand a line and follow its trace ID to the whole request.",
      empty: "No errors were logged in this period.",
      unit: "none",
      width: 12,
      height: 12,
      queries: [serviceErrors],
    },
    {
      type: "logs",
      id: `${dashboard}/log-all:142`,
      title: "All lines",
      description: "All log lines of the service, newest first. Expand a line and follow its trace ID to the whole request.",
      empty: "The service logged nothing in this period, or its logs do not arrive.",
      unit: "none",
      width: 12,
      height: 12,
      queries: [serviceLogs],
    },
  ],
});
