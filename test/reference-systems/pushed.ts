import { metricExporter } from "../../exporters/pipeline/pushed-metrics";
import type { RawSeries } from "../../alert-rules/proofs/samples";
import { proofService } from "../../alert-rules/proofs/service";
import { listed } from "./gateway-lookups";
import { gatewayOf, promotedOf, scrapedOf, type Environment, type GatewayFile } from "./rendered";

/** The gateway's pipeline of pushed metrics. */
export const pushedPipeline = "metrics/pushed";

/** Returns the label under which Prometheus stores an attribute. */
const labelOf = (attribute: string): string => attribute.replaceAll(".", "_");

/** A statement of the gateway that sets an attribute of data points of one service and of some routes. */
const mark =
  /^set\(datapoint\.attributes\["([^"]+)"\], "([^"]*)"\) where resource\.attributes\["system"\] == "([^"]+)" and resource\.attributes\["service"\] == "([^"]+)" and IsMatch\(datapoint\.attributes\["([^"]+)"\], "(.+)"\)$/;
/** A statement of the gateway that sets a resource attribute of all pushed metrics. */
const constant = /^set\(resource\.attributes\["([^"]+)"\], "([^"]*)"\)$/;

/** The statements of the processors of pushed metrics. Empty without the pipeline that sends these metrics to Prometheus. */
function statementsOf({ processors, service }: GatewayFile): readonly string[] {
  const { exporters = [], processors: names = [] } = service.pipelines[pushedPipeline] ?? {};
  if (!exporters.includes(metricExporter)) return [];
  return names.flatMap((name) => (processors[name]?.metric_statements ?? []).flatMap(({ statements }) => statements));
}

/**
 * Returns the series that Prometheus stores after a service has pushed them to the gateway: with the labels that the gateway sets, and that
 * Prometheus copies from the resource. Empty if the gateway does not know the service, or sends no metrics to Prometheus.
 */
export function pushedSeries(environment: Environment, system: string, service: string, series: readonly RawSeries[]): RawSeries[] {
  const gateway = gatewayOf(environment);
  const statements = gateway === undefined ? [] : statementsOf(gateway);
  if (gateway === undefined || statements.length === 0 || !listed(gateway, system).includes(service)) return [];
  const constants = statements.flatMap((statement) => {
    const [, name = "", value = ""] = constant.exec(statement) ?? [];
    return name === "" ? [] : [[name, value] as const];
  });
  const resource: Readonly<Record<string, string>> = { ...Object.fromEntries(constants), system, service };
  const promoted = promotedOf(environment).flatMap((name) =>
    resource[name] === undefined ? [] : [[labelOf(name), resource[name]] as const],
  );
  return series.map((raw): RawSeries => {
    const own = Object.entries(raw.labels).filter(([name]) => !(name in proofService) && name !== "instrumentation");
    // Prometheus derives the job and the instance from the attributes `service.*`.
    const labels: Record<string, string> = Object.fromEntries([
      ...own,
      ...promoted,
      ["job", `${system}/${service}`],
      ["instance", "0f4dbe1c"],
    ]);
    for (const statement of statements) {
      const [, name, value, ofSystem, ofService, read = "", pattern = ""] = mark.exec(statement) ?? [];
      if (name === undefined || value === undefined || ofSystem !== system || ofService !== service) continue;
      if (new RegExp(pattern.replaceAll("$$", "$").replaceAll("\\\\", "\\")).test(labels[labelOf(read)] ?? ""))
        labels[labelOf(name)] = value;
    }
    return { ...raw, labels };
  });
}

/** Whether the gateway accepts the service's metrics, and Prometheus does not scrape the service. Probes of the service are allowed. */
export const onlyPushed = (environment: Environment, system: string, service: string): boolean =>
  pushedSeries(environment, system, service, [{ metric: "target_info", labels: {}, samples: [1] }]).length === 1 &&
  scrapedOf(environment, system, service).length === 0;
