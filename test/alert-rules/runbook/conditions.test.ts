import { expression, fixed, type Fixed } from "../../../alert-rules/condition";
import { latencyP95Threshold } from "../../../alert-rules/packs/http/alerts";
import { jobFailureRatioThreshold } from "../../../alert-rules/packs/queue/alerts";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { metric, promql } from "../../../alert-rules/promql";
import { ruleGroups } from "../../../alert-rules/rules";
import { renderOperations } from "../../../alert-rules/render";
import { conditionText, ownThresholdRows } from "../../../alert-rules/runbook/conditions";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { shop, web, worker, type Written } from "../../exporters/model/support";

const viewOf = (service: Written) => loadCatalogue(shop(service)).view("production");
const buckets = { ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5, 10] } };

it("the sentence of a condition names its default, or says that only an own threshold fires it", () => {
  expect(conditionText({ condition: latencyP95Threshold, severity: "critical" })).toBe(
    "95th percentile of HTTP request duration over 5 minutes is above **2s**",
  );
  expect(conditionText({ condition: latencyP95Threshold, severity: "info" })).toBe(
    "95th percentile of HTTP request duration over 5 minutes is above the service's own threshold; never without one",
  );
});

describe("the sentence of a fixed comparison", () => {
  const age = { name: metric("age"), help: "Age of the newest sample", dimension: "duration" } as const;
  const sentence = (condition: Fixed) => conditionText({ condition, severity: "warning" });

  it.each([
    [">", "above **2m**"],
    ["<", "below **2m**"],
    ["<=", "**2m** or less"],
    ["==", "**2m**"],
  ] as const)("states the number behind %s, in its unit", (comparison, text) => {
    expect(sentence(fixed(age, comparison, 120))).toBe(`age of the newest sample: ${text}`);
  });

  it("explains a state, and which series reports it", () => {
    const up = { name: metric("redis:up"), help: "1 while it is up", dimension: "count" } as const;
    expect(sentence(fixed(up, "==", 0, { when: "the server is down" }))).toBe("the server is down (`redis:up` is **0**)");
  });

  it("adds the alternative that also fires the alert", () => {
    const none = expression("there is none", promql`absent(${metric("age")})`);
    expect(sentence(fixed(age, ">", 60, { or: none }))).toBe("age of the newest sample: above **1m**; or there is none");
  });
});

it("an expression has its own sentence", () => {
  expect(conditionText({ condition: expression("it is one", promql`1`), severity: "info" })).toBe("it is one");
});

it("every alert has a sentence", () => {
  const sentences = ruleGroups(proofFacts).flatMap(({ alerts }) => alerts.map((alert) => `${alert.name}: ${conditionText(alert)}`));
  expect(sentences.length).toBeGreaterThan(50);
  expect(sentences.filter((text) => /: $|undefined|NaN|the query/.test(text))).toEqual([]);
});

it("every own threshold has a row, with or without a default at its severity", () => {
  const own = viewOf({ ...buckets, thresholds: { latencyP95: { critical: "5s", warning: "off", info: "500ms" } } });
  expect(ownThresholdRows([{ condition: latencyP95Threshold }], [own])).toEqual([
    "These services set their own thresholds:",
    "",
    "| Environment | Service | Severity | Threshold |",
    "|---|---|---|---|",
    "| production | shop/web | critical | 5s |",
    "| production | shop/web | warning | off |",
    "| production | shop/web | info | 500ms |",
    "",
  ]);
});

it("without own thresholds the runbook says so, and an alert without a threshold has no rows", () => {
  expect(ownThresholdRows([{ condition: latencyP95Threshold }], [viewOf(buckets)])).toEqual(["No service sets its own threshold.", ""]);
  expect(ownThresholdRows([{ condition: expression("it is one", promql`1`) }], [viewOf(buckets)])).toEqual([]);
});

it("the runbook shows the row and the sentence of an own threshold at a severity without a default", () => {
  expect(jobFailureRatioThreshold.defaults).toEqual({ critical: 0.5 });
  const { content } = renderOperations([viewOf({ ...worker, thresholds: { jobFailureRatio: { warning: "30%" } } })]);
  expect(content).toContain("| production | shop/worker | warning | 30% |");
  expect(content).toContain(
    "| warning | share of finished jobs that failed over 15 minutes is above the service's own threshold; never without one |",
  );
});
