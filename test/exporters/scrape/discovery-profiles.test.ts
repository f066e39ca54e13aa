import { factsOf } from "../../../alert-rules/facts";
import { ruleGroups } from "../../../alert-rules/rules";
import { loadCatalogue, type View } from "../../../exporters/model/catalogue";
import { discoveryJobs } from "../../../exporters/scrape/discovery";
import { dockerDiscovery } from "../../../exporters/scrape/docker-discovery";
import { relabel, type RelabelConfig } from "../../support/relabel";
import { environment, owner, postgres, system } from "../model/support";

/** The view of an environment whose catalogue has only a database, so that all other rules are about discovered services. */
const viewWith = (discovery: readonly string[], discoveryProfiles?: readonly string[]): View =>
  loadCatalogue({
    systems: [system("shop", postgres)],
    owners: [owner],
    environments: [{ ...environment, discovery, ...(discoveryProfiles !== undefined && { discoveryProfiles }) }],
  }).view("production");

interface Job {
  readonly relabel_configs: readonly RelabelConfig[];
  readonly metric_relabel_configs: readonly RelabelConfig[];
}
const relabelled = (labels: Readonly<Record<string, string>>, steps: readonly RelabelConfig[], metric = "target") =>
  relabel({ metric, labels, samples: [] }, steps)[0]?.labels;

const jobs: readonly (readonly [string, (profiles?: readonly string[]) => Job, (profile: string) => Readonly<Record<string, string>>])[] = [
  [
    "docker",
    (profiles) => dockerDiscovery(viewWith(["docker"], profiles)) as Job,
    (profile) => ({
      __meta_docker_container_label_monitoring_owner: "shop",
      __meta_docker_container_label_monitoring_port: "9464",
      __meta_docker_container_label_monitoring_system: "shop",
      __meta_docker_container_label_monitoring_service: "web",
      __meta_docker_container_label_monitoring_instrumentation: profile,
      __meta_docker_network_name: "monitoring-local",
      __meta_docker_network_ip: "172.18.0.2",
    }),
  ],
  [
    "kubernetes",
    (profiles) => discoveryJobs(viewWith(["kubernetes"], profiles))[1] as Job,
    (profile) => ({
      __address__: "10.0.0.2",
      __meta_kubernetes_namespace: "shop",
      __meta_kubernetes_pod_annotation_prometheus_io_scrape: "true",
      __meta_kubernetes_pod_annotation_prometheus_io_port: "9464",
      __meta_kubernetes_pod_label_monitoring_owner: "shop",
      __meta_kubernetes_pod_label_app_kubernetes_io_name: "web",
      __meta_kubernetes_pod_annotation_monitoring_instrumentation: profile,
    }),
  ],
];

describe.each(jobs)("discovery on %s", (_, job, target) => {
  const labelsOf = (profile: string, profiles?: readonly string[]) => {
    const { instrumentation = "", refused_profile = "" } = relabelled(target(profile), job(profiles).relabel_configs) ?? {};
    return [instrumentation, refused_profile];
  };

  it("gives a target its profile if the environment allows it, and otherwise a label with the refused profile", () => {
    const named = ["prom-client", "bullmq", "prom-client-2", "statsd", ""];
    expect(named.map((profile) => labelsOf(profile, ["prom-client", "fastapi-instrumentator"]))).toEqual([
      ["prom-client", ""],
      ["", "bullmq"],
      ["", "prom-client-2"],
      ["", "statsd"],
      ["", ""],
    ]);
    expect(named.map((profile) => labelsOf(profile, []))).toEqual(named.map((profile) => ["", profile]));
  });

  it("allows every profile of scraped applications by default", () => {
    expect(["prom-client", "bullmq", "arq"].map((profile) => labelsOf(profile))).toEqual([
      ["prom-client", ""],
      ["bullmq", ""],
      ["", "arq"],
    ]);
  });

  it("drops the metrics of a target with a refused profile", () => {
    const { metric_relabel_configs } = job(["prom-client"]);
    const kept = (labels: Readonly<Record<string, string>>) => relabelled(labels, metric_relabel_configs, "http_requests_total");
    expect(kept({ service: "web", refused_profile: "bullmq" })).toBeUndefined();
    expect(kept({ service: "web", instrumentation: "prom-client" })).toEqual({ service: "web", instrumentation: "prom-client" });
  });
});

describe("rules of an environment with discovery", () => {
  const names = (view: View) => ruleGroups(factsOf(view)).map(({ name }) => name);
  const metrics = (view: View) =>
    JSON.stringify(ruleGroups(factsOf(view)).flatMap(({ recordings }) => recordings.map(({ expr }) => expr.text)));
  const alerts = (view: View) => ruleGroups(factsOf(view)).flatMap((group) => group.alerts.map(({ name }) => name));

  it("cover only the profiles that discovered services may have", () => {
    const http = viewWith(["docker"], ["prom-client"]);
    expect([names(http).includes("http"), names(http).some((name) => name.startsWith("queue"))]).toEqual([true, false]);
    expect([metrics(http).includes("http_request_duration_seconds"), metrics(http).includes("bullmq")]).toEqual([true, false]);
    const queues = viewWith(["docker"], ["bullmq"]);
    expect([names(queues).includes("http"), metrics(queues).includes("bullmq")]).toEqual([false, true]);
    expect(names(viewWith(["docker"], []))).toEqual(names(viewWith([])));
    expect(names(viewWith(["docker"]))).toEqual(expect.arrayContaining(["http"]));
  });

  it("have ProfileRefused, and HttpLatencyBoundMissing only for profiles of HTTP services", () => {
    const has = (view: View) => ["ProfileRefused", "HttpLatencyBoundMissing"].map((name) => alerts(view).includes(name));
    expect(has(viewWith(["kubernetes"]))).toEqual([true, true]);
    expect(has(viewWith(["docker"], ["bullmq"]))).toEqual([true, false]);
    expect(has(viewWith(["docker"], []))).toEqual([true, false]);
    expect(has(viewWith([]))).toEqual([false, false]);
  });
});
