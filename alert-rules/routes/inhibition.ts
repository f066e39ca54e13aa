import type { View } from "../../exporters/model/catalogue";
import type { Service, System } from "../../exporters/model/schema";
import { severities } from "../../exporters/model/thresholds";
import { probeJob } from "../../exporters/scrape/probes";
import { stackSystem, systemTargets, type Target } from "../../exporters/scrape/targets";
import type { Alert } from "../model";
import { rulesOf, type Explanation } from "./alike";
import { equals, oneOf, present, type InhibitRule } from "./model";

/**
 * What a symptom is when something the service depends on is down: a consequence, which then says nothing new, or its own trouble,
 * which nothing may hide. Lost data, broken replication, quotas, certificates and the stack's own health are never hidden.
 */
export const symptomRoles: Readonly<Record<string, "consequence" | "own">> = {
  latency: "consequence",
  errors: "consequence",
  probe: "consequence",
  "pool-used": "consequence",
  "pool-waiting": "consequence",
  "pool-timeouts": "consequence",
  "queue-depth": "consequence",
  "queue-age": "consequence",
  "queue-failures": "consequence",
  "worker-heartbeat": "consequence",
  unreported: "consequence",
  target: "own",
  server: "own",
  exporter: "own",
  connections: "own",
  memory: "own",
  "out-of-memory": "own",
  statements: "own",
  "replication-lag": "own",
  "replication-slot": "own",
  "replication-wal": "own",
  "replication-standby": "own",
  quota: "own",
  certificate: "own",
  heartbeat: "own",
  job: "own",
  rules: "own",
  notifications: "own",
  config: "own",
  pipeline: "own",
  storage: "own",
  scrape: "own",
  logs: "own",
  traces: "own",
};

const consequences = Object.keys(symptomRoles).filter((symptom) => symptomRoles[symptom] === "consequence");

/** Alerts that say that a service is down, by its kind. A database's exporter that is down says nothing about the database. */
const downAlerts: Readonly<Record<Service["kind"], readonly string[]>> = {
  http: ["ProbeFailed", "PushMissing", "TargetDown"],
  worker: ["ProbeFailed", "TargetDown"],
  postgres: ["PostgresDown", "ProbeFailed"],
  redis: ["ProbeFailed", "RedisDown"],
  external: ["ProbeFailed"],
};

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** A critical alert silences the milder ones of the same name about the same thing: same value of every label any alert has. */
function bySeverity(alerts: readonly Alert[]): InhibitRule[] {
  const equal = ["alertname", ...unique(alerts.flatMap((alert) => alert.identity))];
  const named = (severe: Alert["severity"], mild: readonly Alert["severity"][]) =>
    unique(
      alerts
        .filter((alert) => alert.severity === severe && alerts.some((other) => other.name === alert.name && mild.includes(other.severity)))
        .map((alert) => alert.name),
    );
  return (
    [
      ["critical", ["warning", "info"]],
      ["warning", ["info"]],
    ] as const
  ).flatMap(([severe, mild]): InhibitRule[] => {
    const names = named(severe, mild);
    if (names.length === 0) return [];
    return [
      {
        name: `${severe} silences milder`,
        source_matchers: [equals("severity", severe), oneOf("alertname", names)],
        target_matchers: [oneOf("severity", mild), oneOf("alertname", names)],
        equal,
      },
    ];
  });
}

/** Of each service of a system that others name in `dependsOn`, those others. */
function directDependents(system: System): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, dependsOn } of system.services)
    for (const needed of dependsOn) {
      const names = found.get(needed);
      if (names === undefined) found.set(needed, [name]);
      else names.push(name);
    }
  return found;
}

/** Everything of a system that cannot work without the service, directly or through others. */
export function dependentsOf(system: System, name: string, direct = directDependents(system)): string[] {
  const found = new Set<string>();
  const visit = (of: string) => {
    for (const dependent of direct.get(of) ?? []) {
      if (found.has(dependent)) continue;
      found.add(dependent);
      visit(dependent);
    }
  };
  visit(name);
  found.delete(name);
  return [...found].sort();
}

/** A service that is down silences what follows from it at the services that depend on it. */
function byDependency(view: View): InhibitRule[] {
  const explanations = view.systems.flatMap((system) => {
    const direct = directDependents(system);
    return system.services.flatMap((service): Explanation[] => {
      const dependents = dependentsOf(system, service.name, direct);
      if (dependents.length === 0) return [];
      return [
        {
          system: system.id,
          service: service.name,
          says: "down silences its dependents",
          source: (here) => [...here, equals("service", service.name), oneOf("alertname", downAlerts[service.kind])],
          target: (here) => [...here, oneOf("service", dependents), oneOf("symptom", consequences)],
        },
      ];
    });
  });
  return rulesOf(explanations);
}

/** Alerts that say that a service that answers does not report something; its target that is gone explains that. */
export const missingDataAlerts = (alerts: readonly Alert[]): string[] =>
  unique(alerts.filter((alert) => alert.symptom === "unreported").map((alert) => alert.name));

/** A target that does not answer, or is not known, explains that the service's data is missing. */
function byTarget(view: View, alerts: readonly Alert[]): InhibitRule[] {
  const names = missingDataAlerts(alerts);
  if (names.length === 0) return [];
  const known = [present("system"), present("service")];
  const targets = systemTargets(view);
  const group = ({ job, labels }: Target): string => `${labels.system}/${job}`;
  const sizes = new Map<string, number>();
  for (const target of targets) sizes.set(group(target), (sizes.get(group(target)) ?? 0) + 1);
  const lonely = targets.filter((target) => sizes.get(group(target)) === 1);
  return [
    {
      name: "target down silences missing data",
      source_matchers: [equals("alertname", "TargetDown"), `job!=${JSON.stringify(probeJob)}`, ...known],
      target_matchers: [oneOf("alertname", names), ...known],
      equal: ["system", "environment", "service"],
    },
    ...rulesOf(
      lonely.map(({ job, labels }) => ({
        system: labels.system,
        service: labels.service,
        says: "not known silences missing data",
        source: (here) => [equals("alertname", "TargetMissing"), ...here, equals("job", job)],
        target: (here) => [oneOf("alertname", names), ...here, equals("service", labels.service)],
      })),
    ),
  ];
}

/** The program that runs the probes is down: then each probe's target is too, and none of them is news. */
const byProber: InhibitRule = {
  name: "blackbox-exporter down silences its targets",
  source_matchers: [equals("alertname", "TargetDown"), equals("system", stackSystem), equals("service", "blackbox-exporter")],
  target_matchers: [equals("alertname", "TargetDown"), equals("job", probeJob)],
  equal: ["environment"],
};

/** Every inhibition rule of the environment. */
export const inhibitRules = (view: View, alerts: readonly Alert[]): InhibitRule[] => [
  ...bySeverity(alerts),
  ...byDependency(view),
  ...byTarget(view, alerts),
  byProber,
];

const listed = (names: readonly string[]): string => {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
};

/** In words, what keeps an alert from being sent. */
export function silencedBy(alert: Alert, alerts: readonly Alert[]): string[] {
  const severer = alerts.filter(
    (other) => other.name === alert.name && severities.indexOf(other.severity) < severities.indexOf(alert.severity),
  );
  const down = unique(alerts.map((other) => other.name).filter((name) => Object.values(downAlerts).flat().includes(name)));
  return [
    ...(severer.length === 0 ? [] : [`its own ${unique(severer.map((other) => other.severity)).join(" or ")} alert about the same thing`]),
    ...(symptomRoles[alert.symptom] === "consequence" ? [`${listed(down)} of a service that this one depends on`] : []),
    ...(missingDataAlerts([alert]).length === 0 ? [] : ["`TargetDown` or `TargetMissing` of the same service"]),
    ...(alert.name === "TargetDown" ? ["`TargetDown` of blackbox-exporter, for the targets of probes"] : []),
  ];
}
