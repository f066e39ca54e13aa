import { list, text, yes, type Answers } from "../ask/fields";
import { quantity } from "./service-fields";

const number = (answers: Answers, key: string): number | undefined => {
  const value = text(answers, key);
  return value === undefined ? undefined : Number(value);
};
const some = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items);

/** Converts pairs like `latencyP95.critical=2s` to the catalogue's form; undefined when there are none. */
function thresholds(written: readonly string[]): Record<string, Record<string, string | number>> | undefined {
  if (written.length === 0) return undefined;
  return written.reduce<Record<string, Record<string, string | number>>>((all, pair) => {
    const [name = "", value = ""] = pair.split("=");
    const [key = "", severity = ""] = name.split(".");
    return { ...all, [key]: { ...all[key], [severity]: quantity(value) } };
  }, {});
}

function instrumentation(answers: Answers): object | undefined {
  const profile = text(answers, "profile");
  if (profile === undefined) return undefined;
  return {
    profile,
    port: number(answers, "port"),
    host: text(answers, "host"),
    buckets: some(list(answers, "buckets").map(Number)),
    redis: text(answers, "redis"),
  };
}

function server(answers: Answers): object {
  if (text(answers, "profile") !== undefined || text(answers, "kind") === "external") return {};
  const replicaOf = text(answers, "replicaOf");
  return {
    host: text(answers, "host"),
    port: number(answers, "port"),
    database: text(answers, "database"),
    ...(replicaOf === undefined ? {} : { role: "replica", replicaOf }),
    standbys: number(answers, "standbys"),
    replicas: number(answers, "replicas"),
  };
}

/** Builds a service's entry from the answers. Fields without an answer are undefined. */
export function serviceEntry(answers: Answers, name: string): object {
  const health = text(answers, "health");
  const [slo, platform] = [text(answers, "slo"), text(answers, "sentry")];
  const isPublic = yes(answers, "public");
  return {
    kind: text(answers, "kind"),
    name,
    owner: text(answers, "owner"),
    description: text(answers, "serviceDescription"),
    dependsOn: some(list(answers, "dependsOn")),
    instrumentation: instrumentation(answers),
    ...server(answers),
    queues: some(list(answers, "queues")),
    thresholds: thresholds(list(answers, "threshold")),
    slo: slo === undefined ? undefined : { availability: slo },
    uptime:
      health === undefined
        ? undefined
        : [{ path: health, port: number(answers, "healthPort"), ...(isPublic ? { public: true } : { outside: false }) }],
    sentry: platform === undefined ? undefined : { platform },
  };
}
