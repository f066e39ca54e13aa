import type { View } from "./catalogue/catalogue";
import { yamlFile, type RenderedFile } from "./emit";
import { renderDiscovery } from "./discovery";
import { renderScrape } from "./scrape";
import { lokiConfig } from "./stores/loki";
import { tempoConfig } from "./stores/tempo";

/** What is observed, and where it is kept: scrape configuration, targets, probes, Loki and Tempo. */
export function renderExporters(view: View, folder: string): RenderedFile[] {
  return [
    ...renderScrape(view, folder),
    ...renderDiscovery(view, folder),
    yamlFile(`${folder}/loki.yml`, "exporters/stores/loki.ts", lokiConfig(view)),
    yamlFile(`${folder}/tempo.yml`, "exporters/stores/tempo.ts", tempoConfig(view)),
  ];
}
