import type { Statements } from "./identity";

/** Maximum length of a log line in bytes. Loki refuses longer lines. */
export const lineBytes = 256 * 2 ** 10;

/** Attribute with the original length of a line that the gateway cut. */
export const cutAttribute = "cut_from_bytes";

/** Maximum length in bytes of an attribute's value in a log record or span. */
export const attributeBytes = 16 * 2 ** 10;

/** Maximum number of attributes, and maximum length of each value in bytes. */
const ofRecord = { count: 64, bytes: attributeBytes };
const ofResource = { count: 64, bytes: 4 * 2 ** 10 };
/** The limits for data points are lower, because Prometheus keeps the label names and values of its series in memory. */
const ofPoint = { count: 30, bytes: 1024 };

/**
 * RE2 expression for names of more than 128 bytes. VictoriaLogs refuses a record with such a name. RE2 counts characters, of which each has
 * up to 4 bytes. The expression therefore also matches shorter names, if there are 32 characters before or after a character outside ASCII.
 */
export const longName = String.raw`(?s)^(.{129,}|.{32,}[^\x00-\x7f].*|.*[^\x00-\x7f].{32,})$`;
/** `longName`, escaped for an OTTL string in the Collector's configuration, where `$$` stands for `$`. */
const longNameInOttl = longName.replaceAll("\\", "\\\\").replace(/\$$/, "$$$$");

const limited = (attributes: string, { count, bytes }: typeof ofRecord, kept: readonly string[] = []): string[] => [
  // VictoriaLogs flattens maps to names such as `cart.total`. The gateway flattens them first, so that the limits apply to the resulting
  // names and values.
  `flatten(${attributes}) where IsMatch(String(${attributes}), ":[{]") or Len(String(${attributes})) > ${bytes}`,
  `delete_matching_keys(${attributes}, "${longNameInOttl}")`,
  `truncate_all(${attributes}, ${bytes})`,
  `limit(${attributes}, ${count}, [${kept.map((name) => `"${name}"`).join(", ")}])`,
];

/** Attributes of data points that rules read. */
const ofRules = [
  "http.route",
  "http.response.status_code",
  "http.request.method",
  "db.client.connection.pool.name",
  "db.client.connection.state",
  "server.address",
  "error.type",
  "run",
  "outcome",
  "category",
  "loop",
  "worker_group",
  "stream",
  "reason",
  "gen_ai.system",
  "gen_ai.provider.name",
  "gen_ai.request.model",
  "gen_ai.token.type",
  "page",
  "audit",
];

/** Resource attributes that identify the sender. The gateway sets them, and never removes them to meet a limit. */
const identity = ["environment", "system", "service", "service.name", "service.namespace", "deployment.environment.name"];

/**
 * Statements that keep each log record below the size that the stores accept: VictoriaLogs acknowledges a record of more than 2 MiB, but
 * does not store it. The statements run before secrets are masked, so that masking a long record does not need much time.
 */
export const logLimitStatements: readonly Statements[] = [
  { context: "resource", statements: limited("resource.attributes", ofResource, identity) },
  {
    context: "log",
    statements: [
      `set(log.body, String(log.body)) where not IsString(log.body) and Len(String(log.body)) > ${lineBytes}`,
      `delete_key(log.attributes, "${cutAttribute}")`,
      ...limited("log.attributes", ofRecord, ["level"]),
      `set(log.attributes["${cutAttribute}"], Len(log.body)) where IsString(log.body) and Len(log.body) > ${lineBytes}`,
      `set(log.body, Substring(log.body, 0, ${lineBytes}, utf8_safe=true)) where IsString(log.body) and Len(log.body) > ${lineBytes}`,
    ],
  },
];

/** Statements that limit the attributes of spans, span events and resources. The trace stores refuse messages above a maximum size. */
export const spanLimitStatements: readonly Statements[] = [
  { context: "resource", statements: limited("resource.attributes", ofResource, identity) },
  { context: "span", statements: limited("span.attributes", ofRecord) },
  { context: "spanevent", statements: limited("spanevent.attributes", ofRecord) },
];

/** Statements that limit the attributes of pushed metrics, because Prometheus makes labels of these attributes. */
export const metricLimitStatements: readonly Statements[] = [
  { context: "resource", statements: limited("resource.attributes", ofResource, [...identity, "instrumentation", "service.instance.id"]) },
  { context: "datapoint", statements: limited("datapoint.attributes", ofPoint, ofRules) },
];
