import type { OperatorObject } from "../../../../exporters/scrape/operator";
import type { Place } from "../place";
import { objectIn, type AskCluster } from "./ask";

/** Kinds of objects that the cluster must support for the Operator, by API version. */
const wanted: Readonly<Record<OperatorObject["apiVersion"], readonly OperatorObject["kind"][]>> = {
  "monitoring.coreos.com/v1": ["PrometheusRule", "Probe", "ServiceMonitor"],
  "monitoring.coreos.com/v1alpha1": ["AlertmanagerConfig", "ScrapeConfig"],
};

interface Resources {
  readonly resources: readonly { readonly kind: string }[];
}

/** Problems that prevent the use of the Prometheus Operator: missing kinds of objects, or a missing namespace. */
export async function operatorProblems(ask: AskCluster, { namespace }: NonNullable<Place["operator"]>): Promise<string[]> {
  const unknown = await Promise.all(
    Object.entries(wanted).map(async ([version, kinds]) => {
      const answer = await ask(`/apis/${version}`);
      if (answer.status !== 404 && objectIn(answer) === undefined) return [];
      const known = ((objectIn(answer) as Resources | undefined)?.resources ?? []).map(({ kind }) => kind);
      return kinds.filter((kind) => !known.includes(kind)).map((kind) => `${kind} (${version})`);
    }),
  );
  const kinds = unknown.flat().sort();
  return [
    ...(kinds.length === 0
      ? []
      : [
          `it has no ${kinds.join(", ")}: install the Prometheus Operator with its CRDs, or remove the block monitoring:kubernetes.operator`,
        ]),
    ...((await ask(`/api/v1/namespaces/${namespace}`)).status === 404
      ? [
          `namespace ${namespace}, where the Operator's Prometheus and Alertmanager should run, does not exist; set it with \`pulumi config set --path 'monitoring:kubernetes.operator.namespace' <value>\``,
        ]
      : []),
  ];
}
