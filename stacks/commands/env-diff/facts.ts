import { effective, effectiveText } from "../../../alert-rules/effective";
import { factsOf } from "../../../alert-rules/facts";
import { contactsText } from "../../../alert-rules/runbook/people";
import { answeringOwners, contactsOf } from "../../../exporters/model/answering";
import { ruleGroups } from "../../../alert-rules/rules";
import { thresholdKeysOf, type View } from "../../../exporters/model/catalogue";
import { objectivesOf, objectiveText } from "../../../exporters/model/objectives";
import { discoveryProfiles } from "../../../exporters/scrape/discovery";
import { severities } from "../../../exporters/model/thresholds";
import { formatDuration, formatQuantity } from "../../../exporters/model/units";
import type { Settings } from "../../config/settings";
import { flatten } from "./flatten";

/** The compared topics, in display order. */
export const topics = [
  "stack",
  "systems",
  "collection",
  "stores",
  "retention",
  "destinations",
  "sampling",
  "thresholds",
  "severities",
  "routes",
  "delivery",
  "uptime",
  "sentry",
  "addresses",
] as const;
export type Topic = (typeof topics)[number];

/** The value of each item, e.g. `"metrics": "30d"` in the topic `retention`. */
export type Items = Readonly<Record<string, string>>;
export type Facts = Readonly<Record<Topic, Items>>;

/** Settings that are not compared: the stack's name and environment, its secrets, and the Docker host. */
const leftOut = ["stack", "environment", "secrets", "dockerHost"];

const stackItems = (settings: Settings): Items =>
  flatten(Object.fromEntries(Object.entries(settings).filter(([key]) => !leftOut.includes(key))));

const systemItems = ({ systems }: View): Items => Object.fromEntries(systems.map(({ id }) => [id, "monitored"]));

const publicItem = ({ publicOtlp }: View["environment"]): string =>
  publicOtlp === undefined
    ? "none"
    : `${publicOtlp.url}, ${publicOtlp.tls === "none" ? "no TLS" : `TLS by the ${publicOtlp.tls}`}, ${publicOtlp.requestsPerSecond} requests per second`;

function collectionItems({ environment }: View): Items {
  return {
    "scrape interval": formatDuration(environment.scrapeInterval),
    "evaluation interval": formatDuration(environment.evaluationInterval),
    ...(environment.discovery.length > 0 && {
      discovery: environment.discovery.join(", "),
      "discovered profiles": discoveryProfiles({ environment }).join(", ") || "none",
    }),
    "log agent": environment.logAgent ?? "none",
    "host metrics": environment.hostMetrics ?? "none",
    "public OTLP": publicItem(environment),
    ...(environment.kubeletCertificates !== undefined && { "certificates of kubelets": environment.kubeletCertificates }),
    ...(environment.kubeStateMetrics !== undefined && { "kube-state-metrics": environment.kubeStateMetrics }),
  };
}

const storeItems = ({ environment }: View): Items => ({ ...environment.stores, grafana: environment.grafana ? "yes" : "no" });

const retentionItems = ({ environment }: View): Items =>
  Object.fromEntries(Object.entries(environment.retention).map(([what, value]) => [what, formatDuration(value)]));

const destinationItems = ({ environment }: View): Items =>
  Object.fromEntries(environment.destinations.map(({ name, url, signals }) => [name, `${signals.join(" and ")} to ${url}`]));

const samplingItems = ({ environment }: View): Items => ({ "traces kept": formatQuantity(environment.traceSampling, "ratio") });

/** The threshold for each service, key and severity: the override, else the service's own threshold, else the default, else `none`. */
function thresholdItems({ systems }: View): Items {
  const entries = systems.flatMap((system) =>
    system.services.flatMap((service) => {
      const all = effective(service);
      return thresholdKeysOf(service.kind).flatMap((key) =>
        severities.map((severity): [string, string] => {
          const threshold = all.find((entry) => entry.key === key && entry.severity === severity);
          const text = threshold === undefined ? "none" : effectiveText(threshold);
          return [`${system.id}/${service.name} ${key} ${severity}`, text];
        }),
      );
    }),
  );
  return Object.fromEntries(entries);
}

const objectiveItems = ({ systems }: View): Items =>
  Object.fromEntries(
    systems.flatMap((system) =>
      system.services.flatMap((service) =>
        objectivesOf(service).map((objective) => [`${system.id}/${service.name} objective ${objective.name}`, objectiveText(objective)]),
      ),
    ),
  );

function severityItems(view: View): Items {
  const alerts = ruleGroups(factsOf(view)).flatMap((group) => group.alerts);
  const names = [...new Set(alerts.map(({ name }) => name))].sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      severities.filter((severity) => alerts.some((alert) => alert.name === name && alert.severity === severity)).join(", "),
    ]),
  );
}

const routeItems = (view: View): Items =>
  Object.fromEntries(
    answeringOwners(view).flatMap((owner) =>
      severities.map((severity) => [`${owner.id} ${severity}`, contactsText(contactsOf(view, owner, severity))] as const),
    ),
  );

const deliveryItems = ({ environment }: View): Items => ({
  "owner of everything else": environment.platformOwner,
  "people are paged": environment.pages ? "yes" : "no",
  "dead man's switch": environment.deadMansSwitch === undefined ? "none" : `webhook ${environment.deadMansSwitch}`,
  ...flatten(environment.delivery),
});

/** All facts about an environment that the command compares. */
export const factsOfEnvironment = (view: View, settings: Settings): Facts => ({
  stack: stackItems(settings),
  systems: systemItems(view),
  collection: collectionItems(view),
  stores: storeItems(view),
  retention: retentionItems(view),
  destinations: destinationItems(view),
  sampling: samplingItems(view),
  thresholds: { ...thresholdItems(view), ...objectiveItems(view) },
  severities: severityItems(view),
  routes: routeItems(view),
  delivery: deliveryItems(view),
  uptime: flatten(view.environment.uptime),
  sentry: flatten(view.environment.sentry ?? {}),
  addresses: flatten(view.environment.urls),
});
