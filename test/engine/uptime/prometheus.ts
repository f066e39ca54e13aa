import { factsOf } from "../../../alert-rules/facts";
import { renderRules } from "../../../alert-rules/render-rules";
import { ruleGroups } from "../../../alert-rules/rules";
import type { View } from "../../../exporters/model/catalogue";
import { prometheus, prometheusArgs, prometheusFolder } from "../../../exporters/programs/prometheus";
import { yamlFile } from "../../../exporters/emit";
import { probesOf, probeTargets, publicProbesOf } from "../../../exporters/scrape/probes";
import { prometheusConfig } from "../../../exporters/scrape/scrape";
import { stackTargets } from "../../../exporters/scrape/targets";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { freePort } from "../../support/free-port";
import { start } from "../../exporters/contracts/recorder/harness/process";

/** How many seconds a minute in a rule lasts in these tests. */
const minute = 4;

/** Shortens every duration in minutes in the rules. The promtool proofs test the rules with their real durations. */
const hurried = (rules: string): string => rules.replace(/\b(\d+)m\b/g, (_, minutes: string) => `${Number(minutes) * minute}s`);

/** The programs' local addresses, by their addresses in the stack's network. */
export type Addresses = ReadonlyMap<string, string>;

/**
 * Starts Prometheus with the view's rendered configuration, and with the rendered rules with shortened durations. Of the stack's programs,
 * Prometheus scrapes only those with a local address.
 */
export async function startPrometheus(
  cleanup: Cleanup,
  binary: string,
  view: View,
  addresses: Addresses,
  write: (name: string, content: string) => string,
): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const all = new Map([...addresses, ["prometheus:9090", `127.0.0.1:${port}`]]);
  const here = (text: string): string => [...all].reduce((changed, [inside, outside]) => changed.replaceAll(inside, outside), text);

  const config = write("prometheus/prometheus.yml", "");
  const folder = config.replace(/\/prometheus\.yml$/, "");
  write("prometheus/prometheus.yml", here(yamlFile("", "", prometheusConfig(view)).content).replaceAll(prometheusFolder, folder));
  const links = { grafana: view.environment.urls.grafana, runbooks: view.environment.urls.runbooks };
  for (const file of renderRules(ruleGroups(factsOf(view)), "rules", links)) write(`prometheus/${file.path}`, hurried(file.content));
  const stack = stackTargets(view).flatMap(({ address, labels }) => {
    const listening = all.get(address);
    return listening === undefined ? [] : [{ targets: [listening], labels }];
  });
  write("prometheus/targets/stack.json", JSON.stringify(stack));
  write("prometheus/targets/probe.json", JSON.stringify(probeTargets(probesOf(view))));
  write("prometheus/targets/probe-public.json", JSON.stringify(probeTargets(publicProbesOf(view))));

  const args = prometheusArgs({ retention: 86_400, externalUrl: url });
  const replaced = (arg: string): string =>
    arg
      .replace(prometheusFolder, folder)
      .replace("=/prometheus", `=${folder}/data`)
      .replace("--web.listen-address=:9090", `--web.listen-address=127.0.0.1:${port}`);
  await start(cleanup, "prometheus", binary, args.map(replaced), { ready: `${url}${prometheus.health.path}` });
  return url;
}
