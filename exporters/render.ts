import type { View } from "./model/catalogue";
import { textFile, yamlFile, type RenderedFile } from "./emit";
import { renderDiscovery } from "./scrape/discovery";
import { renderDockerDiscovery } from "./scrape/docker-discovery";
import { renderScrape } from "./scrape/scrape";
import { agentConfig } from "./pipeline/agent";
import { gatewayAddress, gatewayConfig } from "./pipeline/otelcol";
import { otlpProxyConfig } from "./pipeline/otlp-proxy";
import { jaegerConfig } from "./pipeline/jaeger";
import { lokiConfig } from "./pipeline/loki";
import { tempoConfig } from "./pipeline/tempo";
import { renderFragments } from "./sentry/fragments";
import { renderSentry } from "./sentry/plan";
import { gatusConfig } from "./uptime/gatus";
import { statusPageConfig } from "./uptime/gatus-page";
import { renderUptime } from "./uptime/plan";
import { publicPages } from "./uptime/status-pages";

/**
 * Renders the configuration for data collection and storage: scrape jobs, targets, probes, the gateway, the OTLP proxy, the log agent, the
 * stores, and Gatus with its status pages. Also renders the plans of vendors and the `.env` fragments for Sentry.
 */
export function renderExporters(view: View, folder: string): RenderedFile[] {
  const { stores } = view.environment;
  const agent = agentConfig(view);
  const proxy = otlpProxyConfig(view, gatewayAddress);
  return [
    ...renderScrape(view, folder),
    ...renderDiscovery(view, folder),
    ...renderDockerDiscovery(view, folder),
    yamlFile(`${folder}/otelcol.yml`, "exporters/pipeline/otelcol.ts", gatewayConfig(view)),
    ...(proxy === undefined ? [] : [textFile(`${folder}/haproxy.cfg`, "exporters/pipeline/otlp-proxy.ts", proxy, (line) => `# ${line}`)]),
    ...(agent === undefined ? [] : [yamlFile(`${folder}/log-agent.yml`, "exporters/pipeline/agent.ts", agent)]),
    ...(stores.logs === "loki" ? [yamlFile(`${folder}/loki.yml`, "exporters/pipeline/loki.ts", lokiConfig(view))] : []),
    stores.traces === "tempo"
      ? yamlFile(`${folder}/tempo.yml`, "exporters/pipeline/tempo.ts", tempoConfig(view))
      : yamlFile(`${folder}/jaeger.yml`, "exporters/pipeline/jaeger.ts", jaegerConfig(view)),
    yamlFile(`${folder}/gatus.yml`, "exporters/catalogue/", gatusConfig(view)),
    ...(view.environment.uptime.statusPages === "gatus"
      ? publicPages(view).map((page) =>
          yamlFile(`${folder}/status-pages/${page.system.id}.yml`, "exporters/catalogue/", statusPageConfig(page)),
        )
      : []),
    ...renderSentry(view, folder),
    ...renderFragments(view, folder),
    renderUptime(view, folder),
  ];
}
