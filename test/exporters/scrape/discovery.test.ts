import { parse } from "yaml";
import { factsOf } from "../../../alert-rules/facts";
import { loadCatalogue, type View } from "../../../exporters/model/catalogue";
import { discoverableProfiles } from "../../../exporters/instrumentation/discoverable";
import { httpProfiles } from "../../../exporters/instrumentation/http";
import { arq, queueProfiles } from "../../../exporters/instrumentation/queue";
import { discoveryJobs, renderDiscovery } from "../../../exporters/scrape/discovery";
import type { Relabel } from "../../../exporters/scrape/relabel";
import { prometheusConfig } from "../../../exporters/scrape/scrape";
import { workloadNamed } from "../../stacks/support/samples";
import { environment, owner, postgres, system, web } from "../model/support";

const external = { kind: "external", name: "vendor", owner: "shop", uptime: [{ url: "https://vendor.example.com/" }] };
const elsewhere = {
  ...web,
  name: "api",
  instrumentation: { profile: "prom-client", port: 9464, host: "backend.other.svc.cluster.local" },
};

const viewWith = (discovery: readonly string[], owners = [owner]): View =>
  loadCatalogue({
    systems: [system("shop", web, elsewhere, postgres, external)],
    owners,
    environments: [{ ...environment, discovery }],
  }).view("production");

const view = viewWith(["kubernetes"]);
const [services, pods] = discoveryJobs(view);
const steps = (job: typeof services, test: (step: Relabel) => boolean): Relabel[] => (job?.relabel_configs ?? []).filter(test);

describe("the discovery jobs", () => {
  it("discover pods, and services by their EndpointSlices", () => {
    expect(
      discoveryJobs(view).map(({ job_name, kubernetes_sd_configs, sample_limit }) => [job_name, kubernetes_sd_configs, sample_limit]),
    ).toEqual([
      ["kubernetes-services", [{ role: "endpointslice" }], 20_000],
      ["kubernetes-pods", [{ role: "pod" }], 20_000],
    ]);
  });

  it("set every label that a catalogue target has", () => {
    const targets = (job: typeof services) =>
      [...new Set((job?.relabel_configs ?? []).flatMap((step) => step.target_label ?? []))].filter((name) => !name.startsWith("__"));
    expect(targets(services)).toEqual(["system", "service", "owner", "environment", "instrumentation", "refused_profile"]);
    expect(targets(pods)).toEqual(targets(services));
  });

  it("take names of systems and services from our labels, else from the well-known labels, else from the namespace and the Service", () => {
    expect(
      steps(services, ({ target_label }) => target_label === "system" || target_label === "service").map((step) => step.source_labels),
    ).toEqual([
      ["__meta_kubernetes_namespace"],
      ["__meta_kubernetes_service_label_app_kubernetes_io_part_of"],
      ["__meta_kubernetes_service_label_monitoring_system"],
      ["__meta_kubernetes_service_name"],
      ["__meta_kubernetes_service_label_app_kubernetes_io_name"],
      ["__meta_kubernetes_service_label_monitoring_service"],
    ]);
  });

  it("drop the monitoring stack and catalogue services that are scraped, by name and address, but keep services that are only probed", () => {
    expect(steps(services, ({ action }) => action === "drop").slice(-2)).toEqual([
      { source_labels: ["system", "service"], regex: "monitoring;.*|shop;(?:api|postgres|web)", action: "drop" },
      {
        source_labels: ["__meta_kubernetes_namespace", "__meta_kubernetes_service_name"],
        regex: "other;(?:backend)|shop;(?:postgres|web)",
        action: "drop",
      },
    ]);
  });

  it("support exactly the profiles whose metrics come from the program itself", () => {
    const scraped = Object.values(httpProfiles).filter(({ transport }) => transport === "scrape");
    const queues = Object.values(queueProfiles).filter(({ id }) => id !== arq.id);
    expect(discoverableProfiles).toEqual([...scraped, ...queues].map(({ id }) => id).sort());
    expect(discoverableProfiles).toHaveLength(5);
  });

  it("are rendered to a separate file if the environment enables discovery, and not rendered otherwise", () => {
    expect(renderDiscovery(viewWith([]), "folder")).toEqual([]);
    const [file, ...more] = renderDiscovery(view, "folder");
    expect([file?.path, more]).toEqual(["folder/discovery/kubernetes.yml", []]);
    expect(parse(file?.content ?? "", { version: "1.1" })).toEqual({
      scrape_configs: JSON.parse(JSON.stringify(discoveryJobs(view))) as unknown,
    });
  });

  it("do not change prometheus.yml", () => {
    expect(prometheusConfig(view)).toEqual(prometheusConfig(viewWith([])));
  });

  it("are mounted only on Kubernetes, where Prometheus gets permission to read the API", () => {
    const rendered = [
      { path: "exporters/rendered/production/prometheus.yml", content: "global: {}\n" },
      { path: "exporters/rendered/production/targets/stack.json", content: "[]\n" },
      { path: "exporters/rendered/production/discovery/kubernetes.yml", content: "scrape_configs: []\n" },
      { path: "alert-rules/rendered/production/rules/http.rules.yml", content: "groups: []\n" },
    ];
    const plan = (of: View) => workloadNamed("prometheus", { view: of, files: rendered });
    expect(plan(view).kubernetes).toMatchObject({
      discovery: true,
      files: [{ folder: "/etc/prometheus-discovery", files: { "kubernetes.yml": "scrape_configs: []\n" } }],
    });
    expect(plan(view).files).toEqual(plan(viewWith([])).files);
    expect(plan(viewWith([])).kubernetes).toMatchObject({ discovery: false, files: [] });
  });
});

describe("rules of an environment with discovery", () => {
  const facts = factsOf(view);

  it("cover every instrumentation profile that a discovered service can name", () => {
    expect([...new Set([...facts.httpProfiles, ...facts.queueProfiles])].sort()).toEqual([...discoverableProfiles].sort());
    expect([...facts.kinds].sort()).toEqual(["external", "http", "postgres", "worker"]);
  });

  it("do not expect discovered targets, because a missing one was removed from the cluster", () => {
    expect(facts.targets).toEqual(factsOf(viewWith([])).targets);
  });
});

it("every owner must have a contact in an environment that discovers services", () => {
  const paged = [{ via: "pagerduty", service: "idle" }];
  const idle = { id: "idle", title: "Idle", contacts: { critical: paged, warning: paged, info: paged } };
  const load = (discovery: readonly string[]) => () =>
    loadCatalogue({
      systems: [system("shop", web)],
      owners: [owner, idle],
      environments: [{ ...environment, id: "staging", pages: false, discovery }],
    });
  expect(load([])).not.toThrow();
  expect(load(["kubernetes"])).toThrow(
    "owners.idle.contacts.critical: got only pagerduty; staging does not page (pages: false), so no contact remains there: add a contact of another type",
  );
});
