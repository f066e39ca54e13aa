import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { View } from "../../../exporters/model/catalogue";
import { loki, lokiFolder } from "../../../exporters/programs/loki";
import type { RenderedFile } from "../../../exporters/emit";
import type { Workload } from "../workload";
import { renderedFile, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface LokiArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
}

/** Loki with its configuration. */
export function lokiWorkload({ view, rendered, ...placement }: LokiArgs): Workload {
  const memoryMiB = placement.memoryMiB ?? 384;
  const configuration = renderedFile(rendered, `exporters/rendered/${view.environment.id}/loki.yml`);
  return workloadOf(loki({ memoryMiB }), placement, {
    name: "loki",
    files: [{ folder: lokiFolder, files: { "loki.yml": configuration } }],
    memoryMiB,
    callers: { http: view.systems.map(({ id }) => id) },
    kubernetes: { cpuMillis: 200, storage: "50Gi" },
  });
}

/** Loki: keeps logs. */
export class Loki extends ProgramComponent {
  constructor(args: Placed<LokiArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:Loki", lokiWorkload(args), args.target, options);
  }
}
