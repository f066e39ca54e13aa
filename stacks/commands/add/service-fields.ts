import { z } from "zod";
import { httpProfiles, type HttpProfileId } from "../../../exporters/instrumentation/http";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { thresholdKeysOf, type Catalogue } from "../../../exporters/model/catalogue";
import { notAllowed } from "../../../exporters/model/object";
import { serviceKinds, type ServiceKind, type System } from "../../../exporters/model/schema";
import { sentryPlatforms } from "../../../exporters/model/sentry-schema";
import { severities, thresholdShape } from "../../../exporters/model/thresholds";
import { ratio } from "../../../exporters/model/units";
import { checkedBy, list, text, yes, type Answers, type Field } from "../ask/fields";
import { isPair } from "./names";

const port = z.coerce.number<string>({ error: "a port is a number" }).int().min(1).max(65_535);

/** Why a flag has no place for the chosen kind of service; undefined for the kinds given. */
const only =
  (what: string, ...kinds: readonly ServiceKind[]) =>
  (answers: Answers): string | undefined => {
    const kind = text(answers, "kind");
    return kinds.some((one) => one === kind)
      ? undefined
      : `a service of kind ${kind ?? "?"} has no ${what}; kinds that have: ${kinds.join(", ")}`;
  };
const without =
  (misplaced: (answers: Answers) => string | undefined, when: (answers: Answers) => boolean, why: string) =>
  (answers: Answers): string | undefined =>
    misplaced(answers) ?? (when(answers) ? why : undefined);

const isPushed = (answers: Answers): boolean => {
  const profile = text(answers, "profile") ?? "";
  return profile === "arq" || (profile in httpProfiles && httpProfiles[profile as HttpProfileId].transport === "otlp");
};

/** A threshold as a flag gives it: `latencyP95.critical=2s`. */
function checkThreshold(written: string, answers: Answers): string | undefined {
  const kind = (text(answers, "kind") ?? "http") as ServiceKind;
  return isPair("latencyP95.critical=2s", (name, value) => {
    const [key = "", severity = ""] = name.split(".");
    const allowed = thresholdKeysOf(kind);
    const known = allowed.find((candidate) => candidate === key);
    if (known === undefined) return notAllowed(key, allowed, `thresholds of kind ${kind}`);
    if (!severities.some((one) => one === severity)) return notAllowed(severity, severities, "severities");
    return checkedBy(thresholdShape[known])(JSON.stringify({}), answers) === undefined
      ? undefined
      : checkLevel(thresholdShape[known], severity, quantity(value));
  })(written, answers);
}

/** A number where the text is one, else the text: `100` is a count, `2s` a duration. */
export const quantity = (value: string): string | number => (/^\d+(\.\d+)?$/.test(value) ? Number(value) : value);

function checkLevel(schema: z.ZodType, severity: string, value: string | number): string | undefined {
  const parsed = schema.safeParse({ [severity]: value });
  return parsed.success ? undefined : parsed.error.issues.map(({ message }) => message).join("; ");
}

/** The services beside the new one. */
export type Neighbours = (answers: Answers) => System | undefined;

const named = (neighbours: Neighbours, answers: Answers, kind?: ServiceKind): string[] =>
  (neighbours(answers)?.services ?? []).filter((service) => kind === undefined || service.kind === kind).map(({ name }) => name);

/** What a service is: its kind, its owner, and what it stands on. */
export const identityFields = (catalogue: Catalogue, neighbours: Neighbours): readonly Field[] => [
  { key: "kind", flag: "--kind", help: "Kind of the service", kind: "text", choices: () => serviceKinds, usual: () => "http" },
  {
    key: "owner",
    flag: "--owner",
    help: "Team that answers for it",
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
    help: "Services of the system it cannot work without",
    kind: "list",
    value: "service",
    optional: true,
    choices: (answers) => named(neighbours, answers),
  },
];

/** How a service is measured. */
export const signalFields = (neighbours: Neighbours): readonly Field[] => [
  {
    key: "profile",
    flag: "--profile",
    help: "Library it is measured with",
    kind: "text",
    choices: (answers) => Object.keys(text(answers, "kind") === "worker" ? queueProfiles : httpProfiles),
    usual: (answers) => (text(answers, "kind") === "worker" ? "bullmq" : "prom-client"),
    misplaced: only("profile", "http", "worker"),
  },
  {
    key: "port",
    flag: "--port",
    help: "Port of its metrics",
    kind: "text",
    usual: (answers) => (text(answers, "kind") === "postgres" ? "5432" : text(answers, "kind") === "redis" ? "6379" : "9464"),
    check: checkedBy(port),
    misplaced: without(only("port", "http", "worker", "postgres", "redis"), isPushed, "nothing is scraped with this profile"),
  },
  {
    key: "buckets",
    flag: "--buckets",
    help: "bounds of its histogram in seconds, e.g. 0.1 0.5 1 2 5; the library's own by default",
    kind: "list",
    value: "seconds",
    flagOnly: true,
    optional: true,
    check: checkedBy(z.coerce.number<string>({ error: "a bound is a number of seconds" }).positive()),
    misplaced: only("buckets", "http"),
  },
  {
    key: "queues",
    flag: "--queues",
    help: "Queues it works on",
    kind: "list",
    value: "queue",
    misplaced: only("queues", "worker"),
  },
  {
    key: "redis",
    flag: "--redis",
    help: "Redis service that holds its queue",
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
    help: "primary that this PostgreSQL server follows",
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
    help: "standbys that must stream from this PostgreSQL server",
    kind: "text",
    value: "number",
    flagOnly: true,
    optional: true,
    check: checkedBy(z.coerce.number<string>({ error: "a whole number" }).int().min(0)),
    misplaced: only("standbys", "postgres"),
  },
  {
    key: "host",
    flag: "--host",
    help: "host it is reached at inside the network; <service>.<system> by default",
    kind: "text",
    flagOnly: true,
    optional: true,
    misplaced: without(only("host", "http", "worker", "postgres", "redis"), isPushed, "nothing is scraped with this profile"),
  },
];

const unchecked = (answers: Answers): boolean => text(answers, "health") === undefined;

/** How a service is judged: its health check and its own thresholds. */
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
    misplaced: (answers) => (unchecked(answers) ? "got a port without --health" : undefined),
  },
  {
    key: "public",
    flag: "--public",
    help: "Show the check on the public status page, and check from outside",
    kind: "yes",
    usual: () => false,
    misplaced: (answers) => (unchecked(answers) ? "got it without --health" : undefined),
  },
  {
    key: "threshold",
    flag: "--threshold",
    help: "its own thresholds, e.g. latencyP95.critical=2s errorRatio.warning=1%; the defaults else",
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
    help: "platform of its project at Sentry; no project without it",
    kind: "text",
    value: "platform",
    flagOnly: true,
    optional: true,
    choices: () => sentryPlatforms,
    misplaced: only("project at Sentry", "http", "worker", "external"),
  },
];
