import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { deliveryCalls } from "../../../alert-rules/routes/calls";
import type { View } from "../../../exporters/model/catalogue";
import { alertmanager, alertmanagerFolder } from "../../../exporters/programs/alertmanager";
import type { RenderedFile } from "../../../exporters/emit";
import type { Workload } from "../workload";
import { renderedFile, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface AlertmanagerArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
}

/** Alertmanager with its routes and the secret files these name. */
export function alertmanagerWorkload({ view, rendered, ...placement }: AlertmanagerArgs): Workload {
  const { id, urls } = view.environment;
  const configuration = renderedFile(rendered, `alert-rules/rendered/${id}/alertmanager.yml`);
  return workloadOf(alertmanager({ externalUrl: urls.alertmanager, configuration, calls: deliveryCalls(view) }), placement, {
    name: "alertmanager",
    files: [{ folder: alertmanagerFolder, files: { "alertmanager.yml": configuration } }],
    memoryMiB: placement.memoryMiB ?? 128,
  });
}

/** Alertmanager: groups, silences and delivers alerts. */
export class Alertmanager extends ProgramComponent {
  constructor(args: Placed<AlertmanagerArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:Alertmanager", alertmanagerWorkload(args), args.target, options);
  }
}
