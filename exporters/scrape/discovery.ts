import type { View } from "../model/catalogue";
import { serviceHost } from "../model/naming";
import type { Service, System } from "../model/schema";
import { yamlFile, type RenderedFile } from "../emit";
import { discoverableProfiles, type DiscoverableProfile } from "../instrumentation/discoverable";
import { httpProfiles, probeRoutes } from "../instrumentation/http";
import { kubeletScrapes } from "./kubelets";
import { dropWhen, escapeRegex, keepWhen, setLabel, withoutOwner, type Relabel } from "./relabel";
import { sampleLimit, stackSystem } from "./targets";

/** Kubernetes objects to discover: the endpoints of Services, and Pods. `meta` is a part of the names of the meta labels. */
const objects = { services: { role: "endpointslice", meta: "service" }, pods: { role: "pod", meta: "pod" } } as const;
type Kind = keyof typeof objects;

/** Labels that identify a Service or Pod to the stack. */
export const discoveryLabels = {
  /** ID of the owning team. Required: an object without it is not scraped. */
  owner: "monitoring/owner",
  /** ID of the system. Default: the label `app.kubernetes.io/part-of`, otherwise the namespace. */
  system: "monitoring/system",
  /**
   * Name of the service. Default: the label `app.kubernetes.io/name`, otherwise the name of the Service. A Pod with neither label is not
   * scraped.
   */
  service: "monitoring/service",
  /**
   * Environment of the object. Needed only if several environments share a cluster. Default: every environment that discovers the object.
   */
  environment: "monitoring/environment",
} as const;

/** Annotations that configure the scrape of a Service or Pod. */
export const discoveryAnnotations = {
  /** Must be `true`; otherwise the object is not scraped. */
  scrape: "prometheus.io/scrape",
  /** Port of the metrics endpoint. Required: an object without it is not scraped. */
  port: "prometheus.io/port",
  /** Path of the metrics endpoint. Default: `/metrics`. */
  path: "prometheus.io/path",
  /** Scheme of the metrics endpoint: `http` or `https`. Default: `http`. */
  scheme: "prometheus.io/scheme",
  /**
   * ID of the instrumentation profile. Without it, or with a profile that the environment does not allow, only `up` is monitored.
   */
  instrumentation: "monitoring/instrumentation",
} as const;

/** IDs of the profiles that discovered services of the environment may have. Empty without discovery. */
export const discoveryProfiles = ({ environment }: Pick<View, "environment">): readonly DiscoverableProfile[] =>
  environment.discovery.length === 0 ? [] : (environment.discoveryProfiles ?? discoverableProfiles);

/**
 * Label of discovered targets whose profile the environment does not allow. Its value is the profile that the service names. Of such a
 * target, Prometheus stores only `up` and the other series about its scrapes.
 */
export const refusedProfileLabel = "refused_profile";

/** Converts a Kubernetes name to its form in Prometheus' meta labels. */
const meta = (name: string): string => name.replace(/[^a-zA-Z0-9]/g, "_");
const label = (kind: Kind, name: string): string => `__meta_kubernetes_${objects[kind].meta}_label_${meta(name)}`;
const annotation = (kind: Kind, name: string): string => `__meta_kubernetes_${objects[kind].meta}_annotation_${meta(name)}`;

/** Returns the systems with the services that the catalogue already monitors through metrics: all services except `external` ones. */
const watched = (view: View): { readonly system: System; readonly services: readonly Service[] }[] =>
  view.systems.map((system) => ({ system, services: system.services.filter(({ kind }) => kind !== "external") }));

/** Returns one regular expression that matches all `<first>;<second>` pairs. */
function pairs(all: readonly (readonly [string, string])[]): string {
  const seconds = new Map<string, string[]>();
  for (const [first, second] of all) seconds.set(first, [...(seconds.get(first) ?? []), second]);
  return [...seconds.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([first, names]) => `${escapeRegex(first)};(?:${[...new Set(names)].sort().map(escapeRegex).join("|")})`)
    .join("|");
}

const watchedServices = (view: View): { readonly system: System; readonly service: Service }[] =>
  watched(view).flatMap(({ system, services }) => services.map((service) => ({ system, service })));

/** Returns a regular expression for `<system>;<service>` of the stack's programs and of the services that the catalogue monitors. */
export const catalogueNames = (view: View): string =>
  [`${stackSystem};.*`, pairs(watchedServices(view).map(({ system, service }) => [system.id, service.name]))]
    .filter((text) => text !== "")
    .join("|");

/** Drops the stack's programs and the services of the catalogue, which are monitored without discovery. */
function notTwice(view: View, kind: Kind): Relabel[] {
  const all = watchedServices(view);
  const hosts = all.flatMap(({ system, service }) => {
    const host = "instrumentation" in service ? service.instrumentation.host : undefined;
    const [name = "", namespace] = serviceHost(system.id, { name: service.name, host }).split(".");
    return namespace === undefined ? [] : [[namespace, name] as const];
  });
  return [
    dropWhen(["system", "service"], catalogueNames(view)),
    // The labels of a Service may differ from the names in the catalogue, so its address is compared too.
    ...(kind === "services" && hosts.length > 0
      ? [dropWhen(["__meta_kubernetes_namespace", "__meta_kubernetes_service_name"], pairs(hosts))]
      : []),
  ];
}

/** Meta labels without which an object is not scraped, and the regular expression that their joined values must match. */
const asked = (kind: Kind): readonly [string[], string] => [
  [annotation(kind, discoveryAnnotations.scrape), label(kind, discoveryLabels.owner), annotation(kind, discoveryAnnotations.port)],
  "true;[^;]+;[0-9]+",
];

/** Returns the relabelling that selects the objects to scrape and sets their addresses. */
function selection(view: View, kind: Kind): Relabel[] {
  const { port, path, scheme } = discoveryAnnotations;
  return [
    keepWhen(...asked(kind)),
    keepWhen([label(kind, discoveryLabels.environment)], `|${escapeRegex(view.environment.id)}`),
    // If a Pod itself has the annotations and the label, it is a target of the Pods' job, so the Services' job drops it.
    ...(kind === "services" ? [dropWhen(...asked("pods"))] : []),
    dropWhen(["__meta_kubernetes_pod_phase"], "Failed|Succeeded"),
    // A terminating Pod may stop responding at any time, which is not a failure. The Services' job does not scrape a terminating Pod.
    ...(kind === "services" ? [dropWhen(["__meta_kubernetes_endpointslice_endpoint_conditions_terminating"], "true")] : []),
    // An IPv6 address before a port must be in brackets.
    setLabel("__address__", ["__address__", annotation(kind, port)], "([^[:;]*:[^\\];]*:[^\\];]*);([0-9]+)", "[$1]:$2"),
    setLabel("__address__", ["__address__", annotation(kind, port)], "(\\[[^\\]]+\\]|[^:;]+)(?::[0-9]+)?;([0-9]+)", "$1:$2"),
    setLabel("__metrics_path__", [annotation(kind, path)], "(/.*)"),
    setLabel("__scheme__", [annotation(kind, scheme)], "(https?)"),
  ];
}

/** Returns the relabelling that gives discovered targets the labels of catalogue targets. The last source label that is not empty wins. */
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
    ...profileLabels(view, annotation(kind, discoveryAnnotations.instrumentation)),
  ];
}

/**
 * Returns the relabelling that sets `instrumentation` of a discovered target to the profile in the meta label `from`, or
 * `refusedProfileLabel` if the environment does not allow this profile.
 */
export function profileLabels(view: View, from: string): Relabel[] {
  const allowed = discoveryProfiles(view).join("|");
  const refused = setLabel(refusedProfileLabel, [from]);
  if (allowed === "") return [refused];
  // An empty value removes the label.
  return [setLabel("instrumentation", [from], `(${allowed})`), refused, setLabel(refusedProfileLabel, [from], allowed, "")];
}

/** Relabelling that drops the metrics of targets whose profile is refused. It does not affect `up`. */
const withoutRefused: Relabel = dropWhen([refusedProfileLabel], ".+");

/** For discovered services: returns the relabelling that sets `traffic="probe"` on the series of the usual routes of health checks. */
const excludedProbeRoutes = (view: View): Relabel[] =>
  Object.values(httpProfiles)
    .filter(({ id }) => discoveryProfiles(view).some((profile) => profile === id))
    .map(({ id, route }) => setLabel("traffic", ["instrumentation", route], `${id};(?:${probeRoutes.join("|")})`, "probe"));

/** Returns the relabelling of the series of discovered targets. */
export const metricRelabelings = (view: View): Relabel[] => [withoutRefused, ...excludedProbeRoutes(view), withoutOwner];

/** One scrape job whose targets come from the cluster's API. */
export interface DiscoveryJob {
  readonly job_name: string;
  readonly sample_limit: number;
  readonly kubernetes_sd_configs: readonly { readonly role: string }[];
  readonly relabel_configs: readonly Relabel[];
  readonly metric_relabel_configs: readonly Relabel[];
}

/** Returns the scrape jobs for services in the cluster that are not in the catalogue. Empty without discovery on Kubernetes. */
export function discoveryJobs(view: View): DiscoveryJob[] {
  if (!view.environment.discovery.includes("kubernetes")) return [];
  return (Object.keys(objects) as Kind[]).map((kind) => ({
    job_name: `kubernetes-${kind}`,
    sample_limit: sampleLimit,
    kubernetes_sd_configs: [{ role: objects[kind].role }],
    relabel_configs: [...selection(view, kind), ...naming(view, kind), ...notTwice(view, kind)],
    metric_relabel_configs: metricRelabelings(view),
  }));
}

/**
 * Renders `discovery/kubernetes.yml`, which is mounted only on Kubernetes. Empty if the environment has neither discovery on Kubernetes nor
 * metrics of kubelets.
 */
export function renderDiscovery(view: View, folder: string): RenderedFile[] {
  const jobs = [...discoveryJobs(view), ...kubeletScrapes(view)];
  return jobs.length === 0
    ? []
    : [yamlFile(`${folder}/discovery/kubernetes.yml`, "exporters/scrape/discovery.ts", { scrape_configs: jobs })];
}
