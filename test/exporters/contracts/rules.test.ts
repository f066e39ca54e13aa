import { expressionOf } from "../../../alert-rules/condition";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { proofNames } from "../../../alert-rules/proofs/scenario";
import type { RuleGroup } from "../../../alert-rules/model";
import { ruleGroups } from "../../../alert-rules/rules";
import { boundText, pushedBoundText, type RawSeries } from "../../../alert-rules/proofs/samples";
import { environments, exposed, nearest, Series, targetLabels, contractOf } from "./known";

const proof = ruleGroups(proofFacts);
const sets: [string, readonly RuleGroup[]][] = [
  ["the proofs", proof],
  ...environments.map(({ id, facts }): [string, RuleGroup[]] => [id, ruleGroups(facts)]),
];

describe.each(sets)("rules of %s", (_, groups) => {
  const series = new Series(groups);

  it("read only metrics and labels that a pinned program exposes or an earlier rule records", () => {
    const rules = groups.flatMap((group) => [
      ...group.recordings.map((rule) => [`recording ${rule.record.text}`, rule.expr.text] as const),
      ...group.alerts.map((alert) => [`alert ${alert.name} ${alert.severity}`, expressionOf(alert).text] as const),
    ]);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.flatMap(([name, text]) => series.problems(name, text))).toEqual([]);
  });

  it("keep the labels that an alert's identity declares", () => {
    const lost = groups.flatMap((group) =>
      group.alerts.flatMap((alert) => {
        const labels = series.labelsOf(expressionOf(alert).text);
        // The alerting rule adds the label `owner`; its expression does not have the label.
        return alert.identity
          .filter((label) => !labels.has(label) && label !== "owner")
          .map(
            (label) =>
              `alert ${alert.name} ${alert.severity} promises label ${label}, and its expression has ${[...labels].sort().join(", ")}`,
          );
      }),
    );
    expect(lost).toEqual([]);
  });

  it("record no owner label except in owner info series, so that stored series continue after a change of owner", () => {
    const recordings = groups.flatMap((group) => group.recordings);
    const owned = recordings.filter(({ expr, labels = {} }) => "owner" in labels || series.labelsOf(expr.text).has("owner"));
    // Only alerts about a whole system may read the owners of its services.
    const expressions = groups.flatMap((group) => group.alerts.filter(({ identity }) => identity.includes("service")).map(expressionOf));
    expect([...new Set(owned.map(({ record }) => record.text))].sort()).toEqual(
      ["expected:owner:info", "service:owner:info"].filter((name) => recordings.some(({ record }) => record.text === name)),
    );
    expect(expressions.filter(({ text }) => /\bowner\b/.test(text))).toEqual([]);
  });
});

const recorded = new Set(proof.flatMap(({ recordings }) => recordings.map(({ record }) => record.text)));

/**
 * The labels that a program exposes for a metric. For Gatus, these are always the labels of the stack's Gatus, because a user's service can
 * be a second Gatus, which has no contract.
 */
const exposedSomewhere = (metric: string, labels: RawSeries["labels"]) =>
  exposed(metric, metric.startsWith("gatus_") ? { ...labels, job: "stack" } : labels);

function unreal({ metric, labels }: RawSeries): string[] {
  // Some long scenarios have recorded series as input.
  if (recorded.has(metric)) return [];
  const known = exposedSomewhere(metric, labels);
  if (known === undefined) {
    const names = Object.keys(contractOf(labels["job"] === "stack" ? "prometheus" : "demo-orders"));
    return [`${metric} of job ${labels["job"] ?? "?"}, which no pinned program exposes; nearest: ${nearest(metric, names)}`];
  }
  return Object.keys(labels)
    .filter((label) => !known.has(label) && !targetLabels.has(label))
    .map((label) => `${metric} with label ${label}, which it does not have; nearest: ${nearest(label, [...known])}`);
}

it("proofs use only series and labels that a pinned program exposes", () => {
  const alerts = proof.flatMap((group) => group.alerts);
  const problems = alerts.flatMap((alert) =>
    proofNames.flatMap((name) =>
      alert
        .proofs()
        [name].flatMap((scenario) =>
          scenario.series.flatMap((series) => unreal(series).map((what) => `proof of ${alert.name} ${alert.severity} has ${what}`)),
        ),
    ),
  );
  expect([...new Set(problems)].sort()).toEqual([]);
});

it("proofs write bucket bounds as Prometheus stores them", () => {
  const wrong = proof
    .flatMap((group) => group.alerts)
    .flatMap((alert) => proofNames.flatMap((name) => alert.proofs()[name].flatMap((scenario) => scenario.series)))
    .filter(({ labels }) => labels["le"] !== undefined && labels["le"] !== "+Inf")
    .filter(({ labels }) => labels["le"] !== (labels["job"] === "opentelemetry" ? pushedBoundText : boundText)(Number(labels["le"])))
    .map(({ metric, labels }) => `${metric} of job ${labels["job"] ?? ""} with le=${labels["le"] ?? ""}`);
  expect([...new Set(wrong)].sort()).toEqual([]);
});
