import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { View } from "../../../exporters/model/catalogue";
import { discoveryFolder } from "../../../exporters/scrape/discovery";
import { prometheus, prometheusFolder, type PrometheusBuild } from "../../../exporters/programs/prometheus";
import type { RenderedFile } from "../../../exporters/emit";
import { prometheusCalls } from "../../../exporters/scrape/scrape";
import { pushingServices } from "../../../exporters/scrape/targets";
import type { KubernetesBlock, Workload } from "../workload";
import { renderedBelow, renderedFile, workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface PrometheusArgs extends Placement {
  readonly view: View;
  readonly rendered: readonly RenderedFile[];
  readonly build: PrometheusBuild;
}

/** The jobs that ask the cluster's API; elsewhere they would fail for ever, so no other target gets them. */
function discoveryBlock(view: View, rendered: readonly RenderedFile[]): Partial<KubernetesBlock> {
  if (!view.environment.discovery.includes("kubernetes")) return {};
  const content = renderedFile(rendered, `exporters/rendered/${view.environment.id}/discovery/kubernetes.yml`);
  return { discovery: true, files: [{ folder: discoveryFolder, files: { "kubernetes.yml": content } }] };
}

/** Prometheus with its scrape configuration, targets and rules. */
export function prometheusWorkload({ view, rendered, build, ...placement }: PrometheusArgs): Workload {
  const { id, retention, urls } = view.environment;
  const files = {
    "prometheus.yml": renderedFile(rendered, `exporters/rendered/${id}/prometheus.yml`),
    ...renderedBelow(rendered, `exporters/rendered/${id}/targets`, "targets/"),
    ...renderedBelow(rendered, `alert-rules/rendered/${id}/rules`, "rules/"),
  };
  const options = { retention: retention.metrics, externalUrl: urls.prometheus, build, calls: prometheusCalls(view) };
  const pushing = [...new Set(pushingServices(view).map(({ system }) => system))];
  return workloadOf(prometheus(options), placement, {
    name: "prometheus",
    files: [{ folder: prometheusFolder, files }],
    memoryMiB: placement.memoryMiB ?? 512,
    callers: pushing.length > 0 ? { http: pushing } : {},
    // Reading a long write-ahead log takes minutes.
    kubernetes: { cpuMillis: 500, storage: "50Gi", startSeconds: 900, ...discoveryBlock(view, rendered) },
  });
}

/** Prometheus: collects, evaluates rules, sends alerts. */
export class Prometheus extends ProgramComponent {
  constructor(args: Placed<PrometheusArgs>, options?: ComponentResourceOptions) {
    super("monitoring:stack:Prometheus", prometheusWorkload(args), args.target, options);
  }
}
