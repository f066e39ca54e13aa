import type { RuleFacts } from "../../alert-rules/rule-facts";
import type { LogQuery, LogsPanel, Section } from "../model";
import { likeVariables, logql, stream, type Logql } from "../logql";
import { fieldsLikeVariables, logsql, streamOf, type Logsql } from "../logsql";
import { searchedAttributes } from "../scope";

/** Selects the logs of one service. Loki turns the OpenTelemetry resource attributes that identify an application into labels. */
const serviceStream: Logql = stream({
  service_namespace: "$system",
  service_name: "$service",
  deployment_environment_name: "$environment",
});

const query = (expr: Logql, legend = ""): LogQuery => ({ datasource: "loki", expr, legend });

/** Selects the logs of one service in VictoriaLogs, by the stream fields that the gateway sets. */
const serviceFields: Logsql = streamOf({ system: "$system", service: "$service", environment: "$environment" });

interface ServiceLogs {
  readonly volume: LogQuery;
  readonly errors: LogQuery;
  readonly all: LogQuery;
  /** The lines whose attributes match the text variables of the dashboard. */
  readonly found: LogQuery;
}

const ofLoki: ServiceLogs = {
  volume: query(logql`sum by (detected_level) (count_over_time(${serviceStream} [$__auto]))`, "{{detected_level}}"),
  errors: query(logql`${serviceStream} | detected_level=~"error|critical|fatal"`),
  all: query(serviceStream),
  found: query(logql`${serviceStream} ${likeVariables(searchedAttributes)}`),
};

const ofVictoriaLogs: ServiceLogs = {
  volume: {
    datasource: "victoria-logs",
    expr: logsql`${serviceFields} | stats by (level) count() lines`,
    returns: "series",
    legend: "{{level}}",
  },
  errors: { datasource: "victoria-logs", expr: logsql`${serviceFields} level:in(error, fatal)`, returns: "lines", legend: "" },
  all: { datasource: "victoria-logs", expr: serviceFields, returns: "lines", legend: "" },
  found: {
    datasource: "victoria-logs",
    expr: logsql`${serviceFields} ${fieldsLikeVariables(searchedAttributes)}`,
    returns: "lines",
    legend: "",
  },
};

const serviceLogs = ({ stores }: Pick<RuleFacts, "stores">): ServiceLogs => (stores.has("loki") ? ofLoki : ofVictoriaLogs);

/** Section with the logs of a service. */
export const logsSection = (dashboard: "http" | "queues" | "logs", facts: Pick<RuleFacts, "stores">): Section =>
  searches(dashboard, serviceLogs(facts));

/** Panel with the lines that the text variables of the dashboard select. */
export const foundLines = (facts: Pick<RuleFacts, "stores">): LogsPanel => ({
  type: "logs",
  id: "logs/found:143",
  title: "Lines of a tenant, site, user or request",
  description:
    "Lines whose attributes match the fields at the top: Tenant, Site, User and Request ID. Each field is a regular expression for the whole value, and .* also matches lines without the attribute.",
  empty: "No line matches the fields at the top in this period.",
  unit: "none",
  width: 24,
  height: 12,
  queries: [serviceLogs(facts).found],
});

/** Colours of the levels that Loki and the gateway write. */
export const levelColors = {
  fatal: "red",
  critical: "red",
  error: "red",
  warn: "orange",
  warning: "orange",
  info: "green",
  debug: "blue",
  trace: "blue",
} as const;

const searches = (dashboard: "http" | "queues" | "logs", { volume, errors, all }: ServiceLogs): Section => ({
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
      bars: true,
      colors: levelColors,
      queries: [volume],
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
      queries: [errors],
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
      queries: [all],
    },
  ],
});
