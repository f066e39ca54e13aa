import { z } from "zod";
import { httpProfiles, type HttpProfileId } from "../../../exporters/instrumentation/http";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { thresholdKeysOf, type Catalogue } from "../../../exporters/model/catalogue";
import { notAllowed } from "../../../exporters/model/object";
import { serviceKinds, type ServiceKind, type System } from "../../../exporters/model/schema";
import { sentryPlatforms } from "../../../exporters/model/sentry-schema";
import { severities, thresholdShape } from "../../../exporters/model/thresholds";
import { ratio } from "../../../exporters/model/units";
import { checkedBy, text, type Answers, type Field } from "../ask/fields";
import { isPair } from "./names";

const port = z.coerce.number<string>({ error: "expected a port number" }).int().min(1).max(65_535);

/**
 * Returns a function for `misplaced` that explains why a flag does not apply to the chosen kind of service. The function returns undefined
 * for the given `kinds`.
 */
const only =
  (what: string, ...kinds: readonly ServiceKind[]) =>
  (answers: Answers): string | undefined => {
    const kind = text(answers, "kind");
    return kinds.some((one) => one === kind)
      ? undefined
      : `a service of kind ${kind ?? "?"} has no ${what}; supported kinds: ${kinds.join(", ")}`;
  };
const without =
  (misplaced: (answers: Answers) => string | undefined, when: (answers: Answers) => boolean, why: string) =>
  (answers: Answers): string | undefined =>
    misplaced(answers) ?? (when(answers) ? why : undefined);

const isPushed = (answers: Answers): boolean => {
  const profile = text(answers, "profile") ?? "";
  return profile === "arq" || (profile in httpProfiles && httpProfiles[profile as HttpProfileId].transport === "otlp");
};

function checkThreshold(written: string, answers: Answers): string | undefined {
  const kind = (text(answers, "kind") ?? "http") as ServiceKind;
  return isPair("latencyP95.critical=2s", (name, value) => {
    const [key = "", severity = ""] = name.split(".");
    const allowed = thresholdKeysOf(kind);
    const known = allowed.find((candidate) => candidate === key);
    if (known === undefined) return notAllowed(key, allowed, `thresholds of kind ${kind}`);
    if (!severities.some((one) => one === severity)) return notAllowed(severity, severities, "severities");
    return checkLevel(thresholdShape[known], severity, quantity(value));
  })(written, answers);
}

/** Converts a numeric string, such as `100`, to a number. Other strings, such as the duration `2s`, stay strings. */
export const quantity = (value: string): string | number => (/^\d+(\.\d+)?$/.test(value) ? Number(value) : value);

function checkLevel(schema: z.ZodType, severity: string, value: string | number): string | undefined {
  const parsed = schema.safeParse({ [severity]: value });
  return parsed.success ? undefined : parsed.error.issues.map(({ message }) => message).join("; ");
}

/** Returns the system of the new service; undefined for a new system. The existing services of the system are the possible dependencies. */
export type Neighbours = (answers: Answers) => System | undefined;

const named = (neighbours: Neighbours, answers: Answers, kind?: ServiceKind): string[] =>
  (neighbours(answers)?.services ?? []).filter((service) => kind === undefined || service.kind === kind).map(({ name }) => name);

/** Fields for a service's kind, owner and dependencies. */
export const identityFields = (catalogue: Catalogue, neighbours: Neighbours): readonly Field[] => [
  { key: "kind", flag: "--kind", help: "Kind of the service", kind: "text", choices: () => serviceKinds, usual: () => "http" },
  {
    key: "owner",
    flag: "--owner",
    help: "Team that owns it",
    kind: "text",
    choices: () => catalogue.owners.map(({ id }) => id),
    usual: (answers) => {
      const owners = new Set((neighbours(answers)?.services ?? []).map(({ owner }) => owner));
      return owners.size === 1 ? [...owners][0] : undefined;
    },
  },
  {
    key: "dependsOn",
    flag: "--depends-on",
    help: "Services of the system that it depends on",
    kind: "list",
    value: "service",
    optional: true,
    choices: (answers) => named(neighbours, answers),
  },
];

/** Fields for a service's instrumentation, queues, host and port, and for the database and replicas of a PostgreSQL or Redis server. */
export const signalFields = (neighbours: Neighbours): readonly Field[] => [
  {
    key: "profile",
    flag: "--profile",
    help: "Instrumentation library",
    kind: "text",
    choices: (answers) => Object.keys(text(answers, "kind") === "worker" ? queueProfiles : httpProfiles),
    usual: (answers) => (text(answers, "kind") === "worker" ? "bullmq" : "prom-client"),
    misplaced: only("profile", "http", "worker"),
  },
  {
    key: "port",
    flag: "--port",
    help: "Port of its metrics endpoint",
    kind: "text",
    usual: (answers) => (text(answers, "kind") === "postgres" ? "5432" : text(answers, "kind") === "redis" ? "6379" : "9464"),
    check: checkedBy(port),
    misplaced: without(only("port", "http", "worker", "postgres", "redis"), isPushed, "with this profile, metrics are pushed, not scraped"),
  },
  {
    key: "buckets",
    flag: "--buckets",
    help: "histogram buckets in seconds, e.g. 0.1 0.5 1 2 5; default: the library's own",
    kind: "list",
    value: "seconds",
    flagOnly: true,
    optional: true,
    check: checkedBy(z.coerce.number<string>({ error: "expected a bucket in seconds" }).positive()),
    misplaced: only("buckets", "http"),
  },
  {
    key: "queues",
    flag: "--queues",
    help: "Queues it processes",
    kind: "list",
    value: "queue",
    misplaced: only("queues", "worker"),
  },
  {
    key: "redis",
    flag: "--redis",
    help: "Redis service with its queue",
    kind: "text",
    value: "service",
    choices: (answers) => named(neighbours, answers, "redis"),
    misplaced: without(
      only("redis", "worker"),
      (answers) => text(answers, "profile") !== "arq",
      "only the arq profile reads its queue from Redis",
    ),
  },
  {
    key: "database",
    flag: "--database",
    help: "Name of the database",
    kind: "text",
    usual: () => "postgres",
    misplaced: only("database", "postgres"),
  },
  {
    key: "replicaOf",
    flag: "--replica-of",
    help: "primary that this PostgreSQL server replicates from",
    kind: "text",
    value: "service",
    flagOnly: true,
    optional: true,
    choices: (answers) => named(neighbours, answers, "postgres"),
    misplaced: only("primary", "postgres"),
  },
  {
    key: "standbys",
    flag: "--standbys",
    help: "number of standbys that must stream from this PostgreSQL server",
    kind: "text",
    value: "number",
    flagOnly: true,
    optional: true,
    check: checkedBy(z.coerce.number<string>({ error: "expected a whole number" }).int().min(0)),
    misplaced: only("standbys", "postgres"),
  },
  {
    key: "replicas",
    flag: "--replicas",
    help: "number of replicas that must be connected to this Redis server",
    kind: "text",
    value: "number",
    flagOnly: true,
    optional: true,
    check: checkedBy(z.coerce.number<string>({ error: "expected a whole number" }).int().min(0)),
    misplaced: only("replicas", "redis"),
  },
  {
    key: "host",
    flag: "--host",
    help: "its host name inside the network; default: <service>.<system>",
    kind: "text",
    flagOnly: true,
    optional: true,
    misplaced: without(only("host", "http", "worker", "postgres", "redis"), isPushed, "with this profile, metrics are pushed, not scraped"),
  },
];

const unchecked = (answers: Answers): boolean => text(answers, "health") === undefined;

/** Fields for a service's uptime check, thresholds, objective and Sentry project. */
export const judgementFields: readonly Field[] = [
  {
    key: "health",
    flag: "--health",
    help: "Path of its health check, e.g. /health",
    kind: "text",
    value: "path",
    optional: true,
    check: checkedBy(z.string().startsWith("/")),
    misplaced: only("health check", "http", "external"),
  },
  {
    key: "healthPort",
    flag: "--health-port",
    help: "Port of the health check",
    kind: "text",
    value: "port",
    usual: () => "8080",
    check: checkedBy(port),
    misplaced: (answers) => (unchecked(answers) ? "got a port, but no --health" : undefined),
  },
  {
    key: "public",
    flag: "--public",
    help: "Show the check on the public status page, and add an external check",
    kind: "yes",
    usual: () => false,
    misplaced: (answers) => (unchecked(answers) ? "set, but there is no --health" : undefined),
  },
  {
    key: "threshold",
    flag: "--threshold",
    help: "its own thresholds, e.g. latencyP95.critical=2s errorRatio.warning=1%; all others keep their default",
    kind: "list",
    value: "key.severity=value",
    flagOnly: true,
    optional: true,
    check: checkThreshold,
  },
  {
    key: "slo",
    flag: "--slo",
    help: "availability promised, e.g. 99.9%",
    kind: "text",
    value: "percentage",
    flagOnly: true,
    optional: true,
    check: checkedBy(ratio),
    misplaced: only("slo", "http"),
  },
  {
    key: "sentry",
    flag: "--sentry",
    help: "platform of its Sentry project; without it, no project is created",
    kind: "text",
    value: "platform",
    flagOnly: true,
    optional: true,
    choices: () => sentryPlatforms,
    misplaced: only("Sentry project", "http", "worker", "external"),
  },
];
