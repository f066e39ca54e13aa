import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { View } from "../../../exporters/model/catalogue";
import { tempo, tempoFolder } from "../../../exporters/programs/tempo";
import type { RenderedFile } from "../../../exporters/emit";
import type { Workload } from "../workload";
import { renderedFile, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface TempoArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
}

/** Tempo with its configuration. */
export function tempoWorkload({ view, rendered, ...placement }: TempoArgs): Workload {
  const memoryMiB = placement.memoryMiB ?? 384;
  const systems = view.systems.map(({ id }) => id);
  const configuration = renderedFile(rendered, `exporters/rendered/${view.environment.id}/tempo.yml`);
  return workloadOf(tempo({ memoryMiB, calls: [] }), placement, {
    name: "tempo",
    files: [{ folder: tempoFolder, files: { "tempo.yml": configuration } }],
    memoryMiB,
    callers: { "otlp-grpc": systems, "otlp-http": systems },
    kubernetes: { cpuMillis: 200, storage: "20Gi" },
  });
}

/** Tempo: keeps traces. */
export class Tempo extends ProgramComponent {
  constructor(args: Placed<TempoArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:Tempo", tempoWorkload(args), args.target, options);
  }
}
