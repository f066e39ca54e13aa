import { burningExpression, burningText, type Burning } from "../../alert-rules/burning";
import { readsOf } from "../../alert-rules/condition";
import { hours, metric, minutes } from "../../alert-rules/promql";
import { objectiveRecordings } from "../../alert-rules/objectives";

const burning: Burning = {
  type: "burning",
  series: { name: metric("share:5m"), extra: ["objective"], dimension: "ratio", help: "" },
  still: 6,
  windows: [
    { window: minutes(30), share: metric("share:30m"), times: 18, missed: metric("missed:30m"), least: 3 },
    { window: hours(6), share: metric("share:6h"), times: 6, missed: metric("missed:6h"), least: 10 },
  ],
  seen: metric("requests:5m"),
};

test("a burn-rate alert fires if too many requests are bad in a long window and in the last 5 minutes, and never needs more than half", () => {
  expect(burningExpression(burning).text).toBe(
    [
      "share:5m",
      "  > clamp_max(6 * objective:error_budget, 0.5)",
      "and",
      "  (",
      "    (",
      "        share:30m > clamp_max(18 * objective:error_budget, 0.5)",
      "      and",
      "        missed:30m >= 0.001388888888888889",
      "    )",
      "      or",
      "    (",
      "        share:6h > clamp_max(6 * objective:error_budget, 0.5)",
      "      and",
      "        missed:6h >= 0.0004398148148148148",
      "    )",
      "  )",
      "and on (system, environment, service)",
      "  requests:5m offset 5m",
    ].join("\n"),
  );
});

test("a burn-rate alert reads the share of bad requests, their number and the error budget", () => {
  expect(readsOf({ condition: burning, severity: "critical" })).toEqual([
    "missed:30m",
    "missed:6h",
    "objective:error_budget",
    "requests:5m",
    "share:30m",
    "share:5m",
    "share:6h",
  ]);
});

test("a burn-rate alert's sentence names every window", () => {
  expect(burningText(burning)).toBe(
    "the burn rate of an error budget is above 6 over 5m, and also above **18** over 30m (with at least 3 misses) or **6** over 6h (with at least 10 misses). A burn rate of 1 uses up the budget in exactly 30 days; a miss is a request that misses the objective. If one of these limits would mean that more than half of all requests miss, the alert uses a limit of half of all requests instead",
  );
});

test("an objective is recorded as an error budget, and a latency objective matches its bucket bound in both notations", () => {
  const service = { system: "shop", environment: "production", service: "web", owner: "shop" };
  const recorded = objectiveRecordings({
    objectives: [
      { name: "latency", share: 0.99, budget: 0.01, within: 2, service },
      { name: "availability", share: 0.999, budget: 0.001, service },
    ],
  }).map(({ record, expr, labels }) => [record.text, expr.text, labels?.["objective"], labels?.["le"]]);
  expect(recorded).toEqual([
    ["objective:error_budget", "0.001", "availability", undefined],
    ["objective:error_budget", "0.01", "latency", undefined],
    ["objective:latency_bound", "2", "latency", "2.0"],
    ["objective:latency_bound", "2", "latency", "2"],
  ]);
});
