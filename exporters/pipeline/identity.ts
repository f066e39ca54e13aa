import type { Environment } from "../model/environments-schema";
import { streamFields } from "./stores";

/** Statements for one kind of thing, as the transform processor reads them. */
interface Statements {
  readonly context: "resource" | "log" | "datapoint";
  readonly statements: readonly string[];
}

const resource = (name: string): string => `resource.attributes["${name}"]`;
const record = (name: string): string => `log.attributes["${name}"]`;

/** Every one of our names, whoever set it. The doubled `$` is one: the Collector would read a variable. */
const ours = `"^(${streamFields.join("|")})$$"`;

/** Who sent it, under the names that alerts and panels use. A sender cannot claim to be in another environment. */
export const identityStatements = ({ id }: Environment): Statements[] => [
  {
    context: "resource",
    statements: [
      `set(${resource("deployment.environment.name")}, "${id}")`,
      `set(${resource("service.namespace")}, "none") where ${resource("service.namespace")} == nil`,
      `set(${resource("service.name")}, "unknown") where ${resource("service.name")} == nil`,
      `delete_matching_keys(resource.attributes, ${ours})`,
      `set(${resource("environment")}, "${id}")`,
      `set(${resource("system")}, ${resource("service.namespace")})`,
      `set(${resource("service")}, ${resource("service.name")})`,
      // A command line may hold a secret.
      `delete_matching_keys(resource.attributes, "^process\\\\.command(_args|_line)?$$")`,
    ],
  },
];

/** Level by the first severity number that has it, as OpenTelemetry numbers them; 24 is the last. */
const levels = [
  ["trace", 1],
  ["debug", 5],
  ["info", 9],
  ["warn", 13],
  ["error", 17],
  ["fatal", 21],
] as const;

/** The level of a line under one name: the text that libraries send is `info`, `INFO`, or nothing. */
export const levelStatements: readonly Statements[] = [
  {
    context: "log",
    statements: [
      `set(log.severity_number, SEVERITY_NUMBER_ERROR) where log.severity_number == 0 and IsMatch(log.severity_text, "(?i)^(err|crit|fatal|panic)")`,
      `set(${record("level")}, "unset") where log.severity_number == 0`,
      ...levels.map(
        ([level, from], index) =>
          `set(${record("level")}, "${level}") where log.severity_number >= ${from} and log.severity_number <= ${(levels[index + 1]?.[1] ?? 25) - 1}`,
      ),
      // A body that is a map: its message is the line, the rest are fields.
      `merge_maps(log.attributes, log.body, "insert") where IsMap(log.body)`,
      `set(log.body, log.body["msg"]) where IsMap(log.body) and log.body["msg"] != nil`,
      `set(log.body, log.body["message"]) where IsMap(log.body) and log.body["message"] != nil`,
      // Last, because the map may have brought one.
      `delete_matching_keys(log.attributes, ${ours})`,
    ],
  },
];

/** Series of all processes of a service are one series: neither the process nor the gateway that counted is part of its name. */
export const seriesStatements = ({ id }: Environment): Statements[] => [
  { context: "resource", statements: ['keep_keys(resource.attributes, ["none"])'] },
  { context: "datapoint", statements: [`set(datapoint.attributes["environment"], "${id}")`] },
];
