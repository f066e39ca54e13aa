import type { View } from "./catalogue/catalogue";
import { yamlFile, type RenderedFile } from "./emit";
import { renderDiscovery } from "./discovery";
import { renderScrape } from "./scrape";
import { lokiConfig } from "./stores/loki";
import { tempoConfig } from "./stores/tempo";
import { gatusConfig } from "./uptime/gatus";
import { statusPageConfig } from "./uptime/gatus-page";
import { publicPages } from "./uptime/status-pages";

/** What is observed, and where it is kept: scrape configuration, targets, probes, Gatus and its status pages, Loki and Tempo. */
export function renderExporters(view: View, folder: string): RenderedFile[] {
  return [
    ...renderScrape(view, folder),
    ...renderDiscovery(view, folder),
    yamlFile(`${folder}/loki.yml`, "exporters/stores/loki.ts", lokiConfig(view)),
    yamlFile(`${folder}/tempo.yml`, "exporters/stores/tempo.ts", tempoConfig(view)),
    yamlFile(`${folder}/gatus.yml`, "exporters/catalogue/", gatusConfig(view)),
    ...(view.environment.uptime.statusPages === "gatus"
      ? publicPages(view).map((page) =>
          yamlFile(`${folder}/status-pages/${page.system.id}.yml`, "exporters/catalogue/", statusPageConfig(page)),
        )
      : []),
  ];
}
