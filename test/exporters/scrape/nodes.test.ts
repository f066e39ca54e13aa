import { agentPorts } from "../../../exporters/pipeline/agent";
import { prometheusConfig, renderScrape } from "../../../exporters/scrape/scrape";
import { scrapeObjects } from "../../../exporters/scrape/operator";
import type { View } from "../../../exporters/model/catalogue";
import { viewOf } from "../../fixtures/catalogue";

const onKubernetes = viewOf("staging");
const { logAgent, hostMetrics, ...environment } = onKubernetes.environment;
const withoutAgent: View = { ...onKubernetes, environment };
const onDocker: View = { ...onKubernetes, environment: { ...environment, logAgent: "docker", hostMetrics: "docker" } };

interface Job {
  readonly job_name: string;
  readonly dns_sd_configs?: readonly object[];
  readonly relabel_configs?: readonly object[];
}
const stackJobOf = (view: View): Job | undefined =>
  (prometheusConfig(view) as { scrape_configs: readonly Job[] }).scrape_configs.find(({ job_name }) => job_name === "stack");
const fileOf = (view: View): string => renderScrape(view, "x").find(({ path }) => path === "x/targets/stack.json")?.content ?? "";

it("Prometheus finds the programs on all nodes of a cluster by DNS, and gives each the labels of its program", () => {
  expect(logAgent).toBe("kubernetes");
  const job = stackJobOf(onKubernetes);
  expect(hostMetrics).toBe("kubernetes");
  expect(job?.dns_sd_configs).toEqual([
    { names: ["log-agent"], type: "A", port: agentPorts.metrics },
    { names: ["node-exporter"], type: "A", port: 9100 },
  ]);
  const set = (label: string, value: string, regex = "log-agent") => ({
    source_labels: ["__meta_dns_name"],
    regex,
    target_label: label,
    replacement: value,
  });
  expect(job?.relabel_configs).toEqual(
    expect.arrayContaining([
      set("system", "monitoring"),
      set("environment", "staging"),
      set("service", "log-agent"),
      set("owner", "platform"),
      set("service", "node-exporter", "node-exporter"),
      set("owner", "platform", "node-exporter"),
    ]),
  );
  expect(fileOf(onKubernetes)).not.toMatch(/log-agent|node-exporter/);
});

it("on Docker, these programs are targets like others, and without them there is none", () => {
  expect(stackJobOf(onDocker)).not.toHaveProperty("dns_sd_configs");
  expect(fileOf(onDocker)).toContain(`log-agent:${agentPorts.metrics}`);
  expect(fileOf(onDocker)).toContain("node-exporter:9100");
  expect(stackJobOf(withoutAgent)).not.toHaveProperty("dns_sd_configs");
  expect(fileOf(withoutAgent)).not.toMatch(/log-agent|node-exporter/);
});

it("the Operator's Prometheus finds them in the namespace for programs on every node", () => {
  const objects = scrapeObjects(onKubernetes, { namespace: "watch", operator: "operator" });
  const namespacesOf = (name: string): unknown =>
    objects.find(({ kind, metadata }) => kind === "ServiceMonitor" && metadata.name.endsWith(name))?.spec;
  expect(namespacesOf("log-agent")).toMatchObject({ namespaceSelector: { matchNames: ["watch-nodes"] } });
  expect(namespacesOf("node-exporter")).toMatchObject({ namespaceSelector: { matchNames: ["watch-nodes"] } });
  expect(namespacesOf("otelcol")).toMatchObject({ namespaceSelector: { matchNames: ["watch"] } });
});
