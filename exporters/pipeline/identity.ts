import type { View } from "../model/catalogue";
import { levelNumbers } from "../model/logs-schema";
import { oneOfNames, record, resource } from "./ottl";
import { claimAttributes, senderStatements, sentBy, unlisted } from "./senders";
import { streamFields } from "./stores";

/** OTTL statements for one context of the Collector's transform processor. */
export interface Statements {
  readonly context: "resource" | "scope" | "log" | "span" | "spanevent" | "datapoint" | "metric";
  /** Only data that meets one of these conditions is changed. Default: all data. */
  readonly conditions?: readonly string[];
  readonly statements: readonly string[];
}

const ownAttributes = [...streamFields, ...Object.values(claimAttributes), sentBy.attribute];
/** A pattern for the names of the attributes that only the gateway sets. */
const ours = oneOfNames(ownAttributes);

/**
 * Returns statements that set the attributes by which alerts and panels identify the sender. The gateway overwrites what a sender claims:
 * the environment is the gateway's, and the system is the one to which the sender's token belongs. For lines from the log agent, the system
 * is that of the container, or `unlisted` if the environment has no such system.
 */
export const identityStatements = (view: View): Statements[] => [
  {
    context: "resource",
    statements: [
      `set(${resource("deployment.environment.name")}, "${view.environment.id}")`,
      `delete_matching_keys(resource.attributes, ${ours})`,
      `set(${resource("environment")}, "${view.environment.id}")`,
      ...senderStatements(view),
      // A process's command line may contain a secret.
      `delete_matching_keys(resource.attributes, "^process\\\\.command(_args|_line)?$$")`,
    ],
  },
];

/**
 * Attribute of spans of services that the catalogue does not list, and label of their span metrics, with the value `true`. Only spans of
 * requests and messages that a service handles have the attribute. A client that only calls services, such as a load generator, is not a
 * service.
 */
export const unlistedAttribute = "unlisted";
const handles = "(span.kind == SPAN_KIND_SERVER or span.kind == SPAN_KIND_CONSUMER)";

/**
 * Statements for spans. They set the attribute `unlisted`, and remove attributes that only the gateway may set: in span metrics, attributes
 * of a span would take precedence over those of its resource. A metric whose label is invalid UTF-8 is not exposed, so each invalid byte of
 * a span's name becomes `?`.
 */
export const spanStatements: readonly Statements[] = [
  {
    context: "span",
    statements: [
      `delete_matching_keys(span.attributes, ${ours})`,
      'replace_pattern(span.name, "\\\\x{FFFD}", "?")',
      `delete_key(span.attributes, "${unlistedAttribute}")`,
      `set(span.attributes["${unlistedAttribute}"], "true") where ${unlisted} and ${handles}`,
    ],
  },
];

/**
 * Statements for metrics. Prometheus makes labels of the attributes of data points and of some attributes of the resource. The statements
 * set the resource attribute `instrumentation`, and remove attributes of data points with names that the gateway uses for the resource.
 */
export const metricStatements: readonly Statements[] = [
  { context: "resource", statements: [`set(${resource("instrumentation")}, "opentelemetry")`] },
  {
    context: "datapoint",
    statements: [`delete_matching_keys(datapoint.attributes, ${oneOfNames(["instrumentation", ...ownAttributes])})`],
  },
];

const levels = Object.entries(levelNumbers);

/**
 * Statements that normalise the level of a log record, and turn a body that is a map into attributes and a line. Libraries send `info`,
 * `INFO`, or no level.
 */
export const levelStatements: readonly Statements[] = [
  {
    context: "log",
    statements: [
      `set(log.severity_number, SEVERITY_NUMBER_ERROR) where log.severity_number == 0 and IsMatch(log.severity_text, "(?i)^(err|crit|fatal|panic)")`,
      `set(${record("level")}, "unset") where log.severity_number < 1 or log.severity_number > 24`,
      ...levels.map(
        ([level, from], index) =>
          `set(${record("level")}, "${level}") where log.severity_number >= ${from} and log.severity_number <= ${(levels[index + 1]?.[1] ?? 25) - 1}`,
      ),
      // If the body is a map, its entries become attributes, and its message becomes the line.
      `merge_maps(log.attributes, log.body, "insert") where IsMap(log.body)`,
      `set(log.body, log.body["msg"]) where IsMap(log.body) and log.body["msg"] != nil`,
      `set(log.body, log.body["message"]) where IsMap(log.body) and log.body["message"] != nil`,
      // This statement must come last, because the entries of a body that is a map may have the names of the gateway's attributes.
      `delete_matching_keys(log.attributes, ${ours})`,
    ],
  },
];

/**
 * Returns statements that make all processes of a service share the same series of span metrics. They remove all resource attributes, such
 * as those of the process and of the gateway instance that counted the spans, and set the environment.
 */
export const seriesStatements = ({ environment: { id } }: View): Statements[] => [
  { context: "resource", statements: ['keep_keys(resource.attributes, ["none"])'] },
  { context: "datapoint", statements: [`set(datapoint.attributes["environment"], "${id}")`] },
];
