import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { View } from "../../exporters/catalogue/catalogue";
import { prometheus, prometheusFolder, type PrometheusBuild } from "../../exporters/definitions/prometheus";
import type { RenderedFile } from "../../exporters/emit";
import type { Workload } from "../workload/workload";
import { renderedBelow, renderedFile, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface PrometheusArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
  readonly build: PrometheusBuild;
}

/** Prometheus with its scrape configuration, targets and rules. */
export function prometheusWorkload({ view, rendered, build, ...placement }: PrometheusArgs): Workload {
  const { id, retention, urls } = view.environment;
  const files = {
    "prometheus.yml": renderedFile(rendered, `exporters/rendered/${id}/prometheus.yml`),
    ...renderedBelow(rendered, `exporters/rendered/${id}/targets`, "targets/"),
    ...renderedBelow(rendered, `alert-rules/rendered/${id}/rules`, "rules/"),
  };
  return workloadOf(prometheus({ retention: retention.metrics, externalUrl: urls.prometheus, build }), placement, {
    name: "prometheus",
    files: [{ folder: prometheusFolder, files }],
    memoryMiB: placement.memoryMiB ?? 512,
  });
}

/** Prometheus: collects, evaluates rules, sends alerts. */
export class Prometheus extends ProgramComponent {
  constructor(args: Placed<PrometheusArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:Prometheus", prometheusWorkload(args), args.target, options);
  }
}
