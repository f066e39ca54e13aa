import type { View } from "../../exporters/model/catalogue";
import { httpProfiles } from "../../exporters/instrumentation/http";
import { yamlFile } from "../../exporters/emit";

/** Name of the rule group of `rawRules`. */
export const rawGroup = "raw";

/**
 * Returns a critical and a warning alert for HTTP latency and for HTTP errors, in the form that rule generators usually produce: one set of
 * alerts per service, and every rule reads raw series. The benchmark runs these alerts together with this project's rules in one
 * Prometheus, on the same data.
 */
export function rawRules(view: View): string {
  const { duration, requests } = httpProfiles["prom-client"];
  const rules = view.systems.flatMap((system) =>
    system.services
      .filter((service) => service.kind === "http")
      .flatMap((service) => {
        const about = { system: system.id, service: service.name };
        const of = `system="${system.id}",service="${service.name}"`;
        const rate = (name: string, more = "") => `sum(rate(${name}{${of}${more}}[5m]))`;
        const p95 = `histogram_quantile(0.95, sum by (le) (rate(${duration}_bucket{${of}}[5m])))`;
        const ratio = `${rate(requests, ',status_code=~"5.."')} / ${rate(requests)}`;
        return [
          ...(
            [
              ["critical", 2],
              ["warning", 1],
            ] as const
          ).map(([severity, limit]) => ({
            alert: "RawLatency",
            expr: `${p95} > ${limit} and ${rate(requests)} > 0.1`,
            labels: { ...about, severity },
          })),
          ...(
            [
              ["critical", 0.05],
              ["warning", 0.01],
            ] as const
          ).map(([severity, limit]) => ({
            alert: "RawErrors",
            expr: `${ratio} > ${limit} and ${rate(requests)} > 0.1`,
            labels: { ...about, severity },
          })),
        ];
      }),
  );
  return yamlFile("raw.rules.yml", "test/bench/", { groups: [{ name: rawGroup, rules }] }).content;
}
