import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { View } from "../../../exporters/model/catalogue";
import { blackboxExporter, blackboxFolder } from "../../../exporters/programs/blackbox-exporter";
import type { RenderedFile } from "../../../exporters/emit";
import { probeCalls } from "../../../exporters/scrape/probes";
import type { Workload } from "../workload";
import { renderedFile, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface BlackboxExporterArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
}

/** blackbox_exporter with one module per check. */
export function blackboxExporterWorkload({ view, rendered, ...placement }: BlackboxExporterArgs): Workload {
  const configuration = renderedFile(rendered, `exporters/rendered/${view.environment.id}/blackbox.yml`);
  return workloadOf(blackboxExporter({ calls: probeCalls(view) }), placement, {
    name: "blackbox-exporter",
    files: [{ folder: blackboxFolder, files: { "blackbox.yml": configuration } }],
    memoryMiB: placement.memoryMiB ?? 64,
  });
}

/** blackbox_exporter: asks services from outside. */
export class BlackboxExporter extends ProgramComponent {
  constructor(args: Placed<BlackboxExporterArgs>, options?: ComponentResourceOptions) {
    super("monitoring:exporters:BlackboxExporter", blackboxExporterWorkload(args), args.target, options);
  }
}
