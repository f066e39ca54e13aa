import type { View } from "../model/catalogue";
import { patternsOf } from "../model/log-patterns";
import { levelNumbers, type LogPattern } from "../model/logs-schema";
import { browserMetrics } from "./browser-events";
import { browserSystems } from "./browsers";
import type { Statements } from "./identity";
import { literal, record } from "./ottl";
import { maskedAttribute } from "./redaction";
import { sampleCounters, sampleStatements } from "./sample-counters";
import { claimAttributes, notFromBrowsers, pushedUnlisted } from "./senders";

/** How long a counter stays after its last record. It is long, so that a rare error does not start a new series each time. */
export const counterExpiry = "24h";

/** Counter of log records whose sender claimed a system other than that of its token. Records from browsers are not counted. */
export const claimedRecords = "log_records_claimed_total";

/** Counter of log records that applications push for services that the catalogue does not list. Records from browsers are not counted. */
export const unlistedRecords = "log_records_unlisted_total";

const connector = "signal_to_metrics/logs";
const processor = "transform/log_counters";
const exporter = "prometheus/log_counters";
/** The connector has one metric for each pattern, with the name `<patternMetric>/<system>/<service>/<pattern>`. */
const patternMetric = "log.pattern.records";

const identity = { include_resource_attributes: [{ key: "system" }, { key: "service" }] } as const;
const one = { value: "1", monotonic: true } as const;

/** Attribute with the message of the exception that a record reports. Libraries set it beside a general message, or instead of one. */
const exceptionMessage = record("exception.message");

/** The condition that the message of a record, or of its exception, matches an expression. */
const says = (expression: string): string =>
  `(IsMatch(log.body.string, ${expression}) or (${exceptionMessage} != nil and IsMatch(${exceptionMessage}, ${expression})))`;

/** The condition that a log record matches a pattern of a service. */
const matching = (system: string, service: string, { matches, level }: LogPattern, more: readonly string[]): string =>
  [
    ...more,
    `resource.attributes["system"] == ${literal(system)}`,
    `resource.attributes["service"] == ${literal(service)}`,
    ...(level === undefined ? [] : [`log.severity_number >= ${levelNumbers[level]}`]),
    says(literal(matches)),
  ].join(" and ");

const counters = (view: View, fromServers: readonly string[]): object[] => [
  {
    name: "log.records",
    description: "Log records",
    ...identity,
    attributes: [{ key: "level" }],
    ...(fromServers.length > 0 && { conditions: fromServers }),
    sum: one,
  },
  {
    name: "log.bytes",
    description: "Bytes of the bodies of log records",
    ...identity,
    sum: { value: "Len(log.body.string)", monotonic: true },
  },
  {
    name: "log.records.masked",
    description: "Log records in which the gateway masked a secret",
    ...identity,
    conditions: [`log.attributes["${maskedAttribute}"] == "true"`],
    sum: one,
  },
  {
    name: "log.records.claimed",
    description: "Log records that name a system other than the sender's",
    ...identity,
    conditions: [`resource.attributes["${claimAttributes.system}"] != nil and ${notFromBrowsers}`],
    sum: one,
  },
  {
    name: "log.records.unlisted",
    description: "Log records that applications push for services that the catalogue does not list",
    ...identity,
    conditions: [pushedUnlisted(view)],
    sum: one,
  },
  ...view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      patternsOf(service).map((pattern) => ({
        name: `${patternMetric}/${system.id}/${service.name}/${pattern.name}`,
        description: "Log records that match a pattern of the catalogue",
        ...identity,
        conditions: [matching(system.id, service.name, pattern, fromServers)],
        sum: one,
      })),
    ),
  ),
  ...browserMetrics(view, identity),
];

/**
 * Statements that give the counters their labels. The values of `system`, `service`, `level` and `pattern` are from fixed lists, so the
 * number of series is limited.
 */
const seriesOf = ({ environment: { id } }: View): Statements[] => [
  {
    context: "datapoint",
    statements: [
      // The exporter adds an increment only if it starts at the time of the previous increment, so all times are set to 0.
      "set(datapoint.time_unix_nano, 0)",
      "set(datapoint.start_time_unix_nano, 0)",
      `set(datapoint.attributes["environment"], ${literal(id)})`,
      ...["system", "service"].map((key) => `set(datapoint.attributes["${key}"], resource.attributes["${key}"])`),
      `set(datapoint.attributes["pattern"], ExtractPatterns(metric.name, "/(?P<pattern>[^/]+)$$")["pattern"]) where IsMatch(metric.name, "/")`,
    ],
  },
  { context: "metric", statements: [`set(metric.name, "${patternMetric}") where IsMatch(metric.name, "/")`] },
  ...sampleStatements,
  { context: "resource", statements: ['keep_keys(resource.attributes, ["none"])'] },
];

/** Parts of the gateway's configuration for counters of log records and of pushed samples. */
interface LogCounters {
  readonly connectors: Readonly<Record<string, object>>;
  readonly processors: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
  /** ID of the connector. The pipelines of log records and of pushed metrics list it as an exporter. */
  readonly exporter: string;
  readonly pipelines: Readonly<Record<string, object>>;
}

/**
 * Returns the counters of log records and of pushed samples, which Prometheus scrapes at `endpoint`. The connector counts the records of
 * one request, and the exporter adds up the counts. A queue with one consumer precedes the exporter, because the exporter loses a count if
 * two requests change a series at the same time. A request waits until its records are counted.
 */
export const logCountersOf = (view: View, endpoint: string): LogCounters => ({
  connectors: {
    [connector]: {
      error_mode: "ignore",
      logs: counters(view, browserSystems(view).length > 0 ? [notFromBrowsers] : []),
      datapoints: sampleCounters(identity),
    },
  },
  processors: { [processor]: { error_mode: "ignore", metric_statements: seriesOf(view) } },
  exporters: {
    [exporter]: {
      endpoint,
      enable_open_metrics: true,
      without_scope_info: true,
      metric_expiration: counterExpiry,
      sending_queue: { sizer: "requests", queue_size: 1000, num_consumers: 1, block_on_overflow: true, wait_for_result: true },
    },
  },
  exporter: connector,
  pipelines: { "metrics/logs": { receivers: [connector], processors: [processor], exporters: [exporter] } },
});
