import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { View } from "../../../exporters/model/catalogue";
import { gatus, statusPage } from "../../../exporters/programs/gatus";
import type { RenderedFile } from "../../../exporters/emit";
import { gatusCalls, gatusFolder, gatusHeartbeats } from "../../../exporters/uptime/gatus";
import { statusPageCalls } from "../../../exporters/uptime/gatus-page";
import type { PublicPage } from "../../../exporters/uptime/status-pages";
import type { Workload } from "../workload";
import { renderedFile, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface GatusArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
}

export interface StatusPageArgs extends GatusArgs {
  /** What it shows. */
  readonly page: PublicPage;
}

const file = ({ view, rendered }: Pick<GatusArgs, "view" | "rendered">, name: string) => [
  { folder: gatusFolder, files: { "gatus.yml": renderedFile(rendered, `exporters/rendered/${view.environment.id}/${name}.yml`) } },
];

/** Gatus with every check and heartbeat of the environment. */
export function gatusWorkload({ view, rendered, ...placement }: GatusArgs): Workload {
  const memoryMiB = placement.memoryMiB ?? 128;
  return workloadOf(gatus({ heartbeats: gatusHeartbeats(view), memoryMiB, calls: gatusCalls(view) }), placement, {
    name: "gatus",
    files: file({ view, rendered }, "gatus"),
    memoryMiB,
  });
}

/** Gatus as the public status page of one system. */
export function statusPageWorkload({ view, rendered, page, ...placement }: StatusPageArgs): Workload {
  const memoryMiB = placement.memoryMiB ?? 64;
  return workloadOf(statusPage({ memoryMiB, calls: statusPageCalls(page) }), placement, {
    name: `status-${page.system.id}`,
    files: file({ view, rendered }, `status-pages/${page.system.id}`),
    memoryMiB,
  });
}

/** Gatus: makes the checks past Prometheus, and expects heartbeats. For those who run the services: it shows addresses and errors. */
export class Gatus extends ProgramComponent {
  constructor(args: Placed<GatusArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:Gatus", gatusWorkload(args), args.target, options);
  }
}

/** The status page of one system: a Gatus that shows its public checks and nothing else, for a proxy to publish. */
export class StatusPage extends ProgramComponent {
  constructor(args: Placed<StatusPageArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:StatusPage", statusPageWorkload(args), args.target, options);
  }
}
