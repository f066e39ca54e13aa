import { agentPorts } from "../../../exporters/pipeline/agent";
import { prometheusConfig, renderScrape } from "../../../exporters/scrape/scrape";
import { scrapeObjects } from "../../../exporters/scrape/operator";
import type { View } from "../../../exporters/model/catalogue";
import { viewOf } from "../../fixtures/catalogue";

const onKubernetes = viewOf("staging");
const { logAgent, ...environment } = onKubernetes.environment;
const withoutAgent: View = { ...onKubernetes, environment };
const onDocker: View = { ...onKubernetes, environment: { ...environment, logAgent: "docker" } };

interface Job {
  readonly job_name: string;
  readonly dns_sd_configs?: readonly object[];
  readonly relabel_configs?: readonly object[];
}
const stackJobOf = (view: View): Job | undefined =>
  (prometheusConfig(view) as { scrape_configs: readonly Job[] }).scrape_configs.find(({ job_name }) => job_name === "stack");
const fileOf = (view: View): string => renderScrape(view, "x").find(({ path }) => path === "x/targets/stack.json")?.content ?? "";

it("Prometheus finds the agents of all nodes of a cluster by DNS, and gives each the labels of the program", () => {
  expect(logAgent).toBe("kubernetes");
  const job = stackJobOf(onKubernetes);
  expect(job?.dns_sd_configs).toEqual([{ names: ["log-agent"], type: "A", port: agentPorts.metrics }]);
  const set = (label: string, value: string) => ({
    source_labels: ["__meta_dns_name"],
    regex: "log-agent",
    target_label: label,
    replacement: value,
  });
  expect(job?.relabel_configs).toEqual(
    expect.arrayContaining([
      set("system", "monitoring"),
      set("environment", "staging"),
      set("service", "log-agent"),
      set("owner", "platform"),
    ]),
  );
  expect(fileOf(onKubernetes)).not.toContain("log-agent");
});

it("on Docker, the agent is a target like other programs, and without an agent there is none", () => {
  expect(stackJobOf(onDocker)).not.toHaveProperty("dns_sd_configs");
  expect(fileOf(onDocker)).toContain(`log-agent:${agentPorts.metrics}`);
  expect(stackJobOf(withoutAgent)).not.toHaveProperty("dns_sd_configs");
  expect(fileOf(withoutAgent)).not.toContain("log-agent");
});

it("the Operator's Prometheus finds the agents in the namespace for programs on every node", () => {
  const objects = scrapeObjects(onKubernetes, { namespace: "watch", operator: "operator" });
  const namespacesOf = (name: string): unknown =>
    objects.find(({ kind, metadata }) => kind === "ServiceMonitor" && metadata.name.endsWith(name))?.spec;
  expect(namespacesOf("log-agent")).toMatchObject({ namespaceSelector: { matchNames: ["watch-nodes"] } });
  expect(namespacesOf("otelcol")).toMatchObject({ namespaceSelector: { matchNames: ["watch"] } });
});
