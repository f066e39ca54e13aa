import type { View } from "../model/catalogue";
import { serviceHost } from "../model/naming";
import type { Service, System } from "../model/schema";
import { yamlFile, type RenderedFile } from "../emit";
import { httpProfiles, probeRoutes } from "../instrumentation/http";
import { arq, queueProfiles } from "../instrumentation/queue";
import { dropWhen, escapeRegex, keepWhen, setLabel, withoutOwner, type Relabel } from "./relabel";
import { sampleLimit, stackSystem } from "./targets";

/** What is discovered: the endpoints of Services, and Pods that no Service stands before. */
const objects = { services: { role: "endpointslice", meta: "service" }, pods: { role: "pod", meta: "pod" } } as const;
type Kind = keyof typeof objects;

/** Labels by which a Service or Pod says whose and what it is. */
export const discoveryLabels = {
  /** Team that answers for it. Without it nothing is scraped. */
  owner: "monitoring/owner",
  /** By default `app.kubernetes.io/part-of`, else the namespace. */
  system: "monitoring/system",
  /** By default `app.kubernetes.io/name`, else the Service's name. */
  service: "monitoring/service",
  /** Where several environments share a cluster: the one it belongs to. By default the one that finds it. */
  environment: "monitoring/environment",
} as const;

/** Annotations by which it says how it is scraped. */
export const discoveryAnnotations = {
  /** `true`. Without it nothing is scraped. */
  scrape: "prometheus.io/scrape",
  /** Port of the metrics endpoint. Without it nothing is scraped. */
  port: "prometheus.io/port",
  /** `/metrics` by default. */
  path: "prometheus.io/path",
  /** `http` by default. */
  scheme: "prometheus.io/scheme",
  /** How the program measures itself: the id of a profile. Without it only `up` is watched. */
  instrumentation: "monitoring/instrumentation",
} as const;

/** Profiles that a discovered service may name: those that Prometheus scrapes from the program itself. */
export const discoverableProfiles = [
  ...Object.values(httpProfiles).filter(({ transport }) => transport === "scrape"),
  ...Object.values(queueProfiles).filter(({ id }) => id !== arq.id),
]
  .map(({ id }) => id)
  .sort();

/** A name of Kubernetes as Prometheus' discovery spells it. */
const meta = (name: string): string => name.replace(/[^a-zA-Z0-9]/g, "_");
const label = (kind: Kind, name: string): string => `__meta_kubernetes_${objects[kind].meta}_label_${meta(name)}`;
const annotation = (kind: Kind, name: string): string => `__meta_kubernetes_${objects[kind].meta}_annotation_${meta(name)}`;

/** A system and those of its services that Prometheus gets data of already. */
const watched = (view: View): { readonly system: System; readonly services: readonly Service[] }[] =>
  view.systems.map((system) => ({ system, services: system.services.filter(({ kind }) => kind !== "external") }));

/** One regular expression for `<first>;<second>` pairs. */
function pairs(all: readonly (readonly [string, string])[]): string {
  const seconds = new Map<string, string[]>();
  for (const [first, second] of all) seconds.set(first, [...(seconds.get(first) ?? []), second]);
  return [...seconds.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([first, names]) => `${escapeRegex(first)};(?:${[...new Set(names)].sort().map(escapeRegex).join("|")})`)
    .join("|");
}

/** What the catalogue has is scraped as the catalogue says, so it is not scraped a second time. */
function notTwice(view: View, kind: Kind): Relabel[] {
  const all = watched(view).flatMap(({ system, services }) => services.map((service) => ({ system, service })));
  const named = [`${stackSystem};.*`, pairs(all.map(({ system, service }) => [system.id, service.name]))].filter((text) => text !== "");
  const hosts = all.flatMap(({ system, service }) => {
    const host = "instrumentation" in service ? service.instrumentation.host : undefined;
    const [name = "", namespace] = serviceHost(system.id, { name: service.name, host }).split(".");
    return namespace === undefined ? [] : [[namespace, name] as const];
  });
  return [
    dropWhen(["system", "service"], named.join("|")),
    // It may carry other names than the catalogue gives it; its address is the same.
    ...(kind === "services" && hosts.length > 0
      ? [dropWhen(["__meta_kubernetes_namespace", "__meta_kubernetes_service_name"], pairs(hosts))]
      : []),
  ];
}

/** What an object must carry to be scraped, and how it looks. */
const asked = (kind: Kind): readonly [string[], string] => [
  [annotation(kind, discoveryAnnotations.scrape), label(kind, discoveryLabels.owner), annotation(kind, discoveryAnnotations.port)],
  "true;[^;]+;[0-9]+",
];

/** Which objects are scraped, and where. */
function selection(view: View, kind: Kind): Relabel[] {
  const { port, path, scheme, instrumentation } = discoveryAnnotations;
  return [
    keepWhen(...asked(kind)),
    keepWhen([label(kind, discoveryLabels.environment)], `|${escapeRegex(view.environment.id)}`),
    keepWhen([annotation(kind, instrumentation)], `|${discoverableProfiles.join("|")}`),
    // A pod that asks for itself is asked once.
    ...(kind === "services" ? [dropWhen(...asked("pods"))] : []),
    dropWhen(["__meta_kubernetes_pod_phase"], "Failed|Succeeded"),
    // An IPv6 address stands in brackets before its port.
    setLabel("__address__", ["__address__", annotation(kind, port)], "([^[:;]*:[^\\];]*:[^\\];]*);([0-9]+)", "[$1]:$2"),
    setLabel("__address__", ["__address__", annotation(kind, port)], "(\\[[^\\]]+\\]|[^:;]+)(?::[0-9]+)?;([0-9]+)", "$1:$2"),
    setLabel("__metrics_path__", [annotation(kind, path)], "(/.*)"),
    setLabel("__scheme__", [annotation(kind, scheme)], "(https?)"),
  ];
}

/** The labels every target of the catalogue has. The last that is there wins. */
function naming(view: View, kind: Kind): Relabel[] {
  return [
    setLabel("system", ["__meta_kubernetes_namespace"]),
    setLabel("system", [label(kind, "app.kubernetes.io/part-of")]),
    setLabel("system", [label(kind, discoveryLabels.system)]),
    ...(kind === "services" ? [setLabel("service", ["__meta_kubernetes_service_name"])] : []),
    setLabel("service", [label(kind, "app.kubernetes.io/name")]),
    setLabel("service", [label(kind, discoveryLabels.service)]),
    keepWhen(["service"], ".+"),
    setLabel("owner", [label(kind, discoveryLabels.owner)]),
    { target_label: "environment", replacement: view.environment.id },
    setLabel("instrumentation", [annotation(kind, discoveryAnnotations.instrumentation)]),
  ];
}

const excludedProbeRoutes = (): Relabel[] =>
  Object.values(httpProfiles)
    .filter(({ transport }) => transport === "scrape")
    .map(({ id, route }) => setLabel("traffic", ["instrumentation", route], `${id};(?:${probeRoutes.join("|")})`, "probe"));

/** One scrape job that Prometheus fills from the cluster's API. */
export interface DiscoveryJob {
  readonly job_name: string;
  readonly sample_limit: number;
  readonly kubernetes_sd_configs: readonly { readonly role: string }[];
  readonly relabel_configs: readonly Relabel[];
  readonly metric_relabel_configs: readonly Relabel[];
}

/** Scrape jobs for what runs in the cluster and is not in the catalogue; none where the environment discovers nothing. */
export function discoveryJobs(view: View): DiscoveryJob[] {
  if (!view.environment.discovery.includes("kubernetes")) return [];
  return (Object.keys(objects) as Kind[]).map((kind) => ({
    job_name: `kubernetes-${kind}`,
    sample_limit: sampleLimit,
    kubernetes_sd_configs: [{ role: objects[kind].role }],
    relabel_configs: [...selection(view, kind), ...naming(view, kind), ...notTwice(view, kind)],
    metric_relabel_configs: [...excludedProbeRoutes(), withoutOwner],
  }));
}

/** `discovery/kubernetes.yml`, which is mounted on Kubernetes only: elsewhere there is no API to ask. */
export function renderDiscovery(view: View, folder: string): RenderedFile[] {
  const jobs = discoveryJobs(view);
  return jobs.length === 0
    ? []
    : [yamlFile(`${folder}/discovery/kubernetes.yml`, "exporters/scrape/discovery.ts", { scrape_configs: jobs })];
}
