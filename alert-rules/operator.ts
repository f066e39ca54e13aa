import { parse } from "yaml";
import type { View } from "../exporters/model/catalogue";
import { formatDuration } from "../exporters/model/units";
import { objectName, type OperatorPlace } from "../exporters/programs/operator";
import type { RenderedFile } from "../exporters/emit";
import { scrapeObjects, type OperatorObject } from "../exporters/scrape/operator";
import { factsOf } from "./facts";
import { alertmanagerConfigObject } from "./routes/operator";
import { ruleGroups } from "./rules";

interface Rule {
  readonly alert?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/**
 * Labels of an alert. `namespace` is the stack's namespace. `exported_namespace` is the value that `namespace` would have without the
 * Operator. Prometheus leaves out a label with an empty value.
 */
const both = (namespace: string): Readonly<Record<string, string>> => ({ namespace, exported_namespace: "{{ $labels.namespace }}" });

/**
 * Converts one rendered rule file into a PrometheusRule for the Prometheus Operator. All alerts get the stack's namespace as the label
 * `namespace`, because the Operator adds a matcher on `namespace` to the routes of an AlertmanagerConfig. An alert that already has this
 * label, such as an alert about a container, keeps its value as `exported_namespace`. Recorded series do not get the stack's namespace,
 * because rules join them with raw series, which do not get it either.
 */
function ruleObject(view: View, { namespace }: OperatorPlace, { content }: RenderedFile): OperatorObject {
  const { groups } = parse(content, { version: "1.1" }) as { readonly groups: readonly Group[] };
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: objectName(groups[0]?.name ?? "rules") },
    spec: {
      groups: groups.map(({ name, rules }) => ({
        name,
        interval: formatDuration(view.environment.evaluationInterval),
        rules: rules.map((rule) => (rule.alert === undefined ? rule : { ...rule, labels: { ...rule.labels, ...both(namespace) } })),
      })),
    },
  };
}

/** All Kubernetes resources of an environment for the Prometheus Operator. The rules are taken from the rendered files. */
export function operatorObjects(view: View, rendered: readonly RenderedFile[], place: OperatorPlace): OperatorObject[] {
  const alerts = ruleGroups(factsOf(view)).flatMap((group) => group.alerts);
  return [
    ...scrapeObjects(view, place),
    ...rendered.filter(({ path }) => path.endsWith(".rules.yml")).map((file) => ruleObject(view, place, file)),
    alertmanagerConfigObject(view, alerts, place),
  ];
}
