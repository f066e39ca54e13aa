import { expression } from "../../../alert-rules/condition";
import { latencyP95Threshold } from "../../../alert-rules/packs/http/alerts";
import { jobFailureRatioThreshold } from "../../../alert-rules/packs/queue/alerts";
import { promql } from "../../../alert-rules/promql";
import { renderOperations } from "../../../alert-rules/render";
import { conditionText, ownThresholdRows } from "../../../alert-rules/runbook/conditions";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { shop, web, worker, type Written } from "../../exporters/model/support";

const viewOf = (service: Written) => loadCatalogue(shop(service)).view("production");
const buckets = { ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5, 10] } };

it("the sentence of a condition names its default, or that only an own threshold fires it", () => {
  expect(conditionText({ condition: latencyP95Threshold, severity: "critical" })).toBe(
    "95th percentile of HTTP request duration over 5 minutes is above **2s**",
  );
  expect(conditionText({ condition: latencyP95Threshold, severity: "info" })).toBe(
    "95th percentile of HTTP request duration over 5 minutes is above the service's own limit; without one, never",
  );
  expect(conditionText({ condition: expression(promql`1`), severity: "info" })).toBe("the query has a result");
});

it("every own threshold has a row, with a default at its severity or without", () => {
  const own = viewOf({ ...buckets, thresholds: { latencyP95: { critical: "5s", warning: "off", info: "500ms" } } });
  expect(ownThresholdRows([{ condition: latencyP95Threshold }], [own])).toEqual([
    "These services set limits of their own:",
    "",
    "| Environment | Service | Severity | Limit |",
    "|---|---|---|---|",
    "| production | shop/web | critical | 5s |",
    "| production | shop/web | warning | off |",
    "| production | shop/web | info | 500ms |",
    "",
  ]);
});

it("no own threshold is said in words, and an alert without threshold has no rows", () => {
  expect(ownThresholdRows([{ condition: latencyP95Threshold }], [viewOf(buckets)])).toEqual(["No service sets a limit of its own.", ""]);
  expect(ownThresholdRows([{ condition: expression(promql`1`) }], [viewOf(buckets)])).toEqual([]);
});

it("the runbook has the row and the sentence of an own threshold at a severity without default", () => {
  expect(jobFailureRatioThreshold.defaults).toEqual({ critical: 0.5 });
  const { content } = renderOperations([viewOf({ ...worker, thresholds: { jobFailureRatio: { warning: "30%" } } })]);
  expect(content).toContain("| production | shop/worker | warning | 30% |");
  expect(content).toContain(
    "| warning | share of finished jobs that failed over 15 minutes is above the service's own limit; without one, never |",
  );
});
