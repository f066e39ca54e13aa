import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { datasourceCalls } from "../../../dashboards/provisioning";
import type { View } from "../../../exporters/model/catalogue";
import { grafana, grafanaDashboardsFolder, grafanaProvisioningFolder } from "../../../exporters/programs/grafana";
import type { RenderedFile } from "../../../exporters/emit";
import type { Workload } from "../workload";
import { renderedBelow, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface GrafanaArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
}

/** Grafana with its provisioned data sources and dashboards. */
export function grafanaWorkload({ view, rendered, ...placement }: GrafanaArgs): Workload {
  const { id, urls } = view.environment;
  return workloadOf(grafana({ externalUrl: urls.grafana, calls: datasourceCalls }), placement, {
    name: "grafana",
    files: [
      { folder: grafanaProvisioningFolder, files: renderedBelow(rendered, `dashboards/rendered/${id}/provisioning`) },
      { folder: grafanaDashboardsFolder, files: renderedBelow(rendered, `dashboards/rendered/${id}/dashboards`) },
    ],
    memoryMiB: placement.memoryMiB ?? 384,
    kubernetes: { cpuMillis: 100 },
  });
}

/** Grafana: dashboards over metrics, logs and traces. */
export class Grafana extends ProgramComponent {
  constructor(args: Placed<GrafanaArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:Grafana", grafanaWorkload(args), args.target, options);
  }
}
