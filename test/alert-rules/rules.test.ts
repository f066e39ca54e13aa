import { stepText } from "../../alert-rules/first-command";
import { expressionOf, readsOf } from "../../alert-rules/condition";
import { factsOf } from "../../alert-rules/facts";
import type { Alert, RuleGroup } from "../../alert-rules/model";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { proofNames, type Scenario } from "../../alert-rules/proofs/scenario";
import { parsePromql } from "../../alert-rules/promql/parse";
import { ruleGroups } from "../../alert-rules/rules";
import { environmentIds, shipped } from "../support/shipped";

const proof = ruleGroups(proofFacts);
const sets: [string, RuleGroup[]][] = [
  ["proof", proof],
  ...environmentIds.map((id): [string, RuleGroup[]] => [id, ruleGroups(factsOf(shipped.view(id)))]),
];
const alertsOf = (groups: readonly RuleGroup[]): Alert[] => groups.flatMap((group) => [...group.alerts]);
const title = (alert: Alert): string => `${alert.name} ${alert.severity}`;
const alerts = alertsOf(proof);

/** CamelCase with at least two words. Each word has one capital letter, so `HTTPLATENCY` and `HTTPLatency` do not match. */
const camelCase = /^(?:[A-Z][a-z]+[0-9]*){2,}$/;

const own = (alert: Alert, scenario: Scenario) =>
  scenario.checks.filter((check) => check.alert === alert.name && check.severity === alert.severity);

it.each(["HTTPLATENCY", "HTTPLatency", "Latency", "httpLatency", "Http_Latency", "HttpLatencyP"])("%s is an invalid alert name", (name) => {
  expect(name).not.toMatch(camelCase);
});

describe.each(sets)("rules of %s", (_, groups) => {
  it("are valid PromQL according to Prometheus' own grammar", () => {
    const rules = groups.flatMap((group) => [
      ...group.recordings.map((rule) => [rule.record.text, rule.expr.text] as const),
      ...group.alerts.map((alert) => [title(alert), expressionOf(alert).text] as const),
    ]);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.flatMap(([name, text]) => parsePromql(text).errors.map((error) => `${name}: ${error}`))).toEqual([]);
  });

  it("read only series recorded earlier in the same group or by an earlier group", () => {
    const recorded = new Set(groups.flatMap((group) => group.recordings.map((rule) => rule.record.text)));
    const seen = new Set<string>();
    const early: string[] = [];
    for (const group of groups) {
      for (const rule of group.recordings) {
        for (const use of parsePromql(rule.expr.text).uses)
          // A rule may read its own previous result to remember what it has seen.
          if (recorded.has(use.metric) && !seen.has(use.metric) && use.metric !== rule.record.text)
            early.push(`${rule.record.text} reads ${use.metric}`);
        seen.add(rule.record.text);
      }
    }
    expect(early).toEqual([]);
  });

  it("read only recorded series that a rule records", () => {
    const recorded = new Set(groups.flatMap((group) => group.recordings.map((rule) => rule.record.text)));
    const used = groups.flatMap((group) =>
      [...group.recordings.map(({ expr }) => expr), ...group.alerts.map(expressionOf)].flatMap((expr) =>
        parsePromql(expr.text).uses.map((use) => use.metric),
      ),
    );
    // Series `threshold:*` and `expected:*` are recorded only if a service declares a threshold or expected data.
    expect([...new Set(used)].filter((name) => name.includes(":") && !recorded.has(name) && !/^(threshold|expected):/.test(name))).toEqual(
      [],
    );
  });

  it("have the same alert expressions as the proofs", () => {
    const proven = new Map(alerts.map((alert) => [title(alert), `${expressionOf(alert).text} for ${alert.for?.text ?? "0s"}`]));
    for (const alert of alertsOf(groups))
      expect([title(alert), `${expressionOf(alert).text} for ${alert.for?.text ?? "0s"}`]).toEqual([
        title(alert),
        proven.get(title(alert)),
      ]);
  });

  it("have unique names per severity", () => {
    const titles = alertsOf(groups).map(title);
    expect(titles.filter((name, index) => titles.indexOf(name) !== index)).toEqual([]);
  });
});

describe.each(alerts.map((alert): [string, Alert] => [title(alert), alert]))("%s", (_, alert) => {
  it("has a CamelCase name, an impact and first steps", () => {
    expect(alert.name).toMatch(camelCase);
    expect(alert.impact.length).toBeGreaterThan(20);
    expect(alert.firstSteps.every((step) => stepText(step).length > 10)).toBe(true);
  });

  it("has proofs that it fires, stays quiet and resolves", () => {
    const states = (scenario: Scenario): boolean[] =>
      [...own(alert, scenario)].sort((a, b) => a.at - b.at).map((check) => check.firing.length > 0);
    // The dead man's switch is inverted: it fires while all is well. Its quiet scenarios end without a firing alert, and its resolve
    // scenarios begin without a firing alert.
    const inverted = alert.symptom === "heartbeat";
    expect(alert.proofs().fires.every((scenario) => states(scenario).includes(true))).toBe(true);
    for (const scenario of alert.proofs().quiet) {
      expect(states(scenario).length).toBeGreaterThan(0);
      expect(inverted ? states(scenario).slice(-1) : states(scenario).filter(Boolean)).toEqual(inverted ? [false] : []);
    }
    for (const scenario of alert.proofs().resolves) {
      const changes = states(scenario).filter((firing, index, all) => firing !== all[index - 1]);
      expect(inverted ? changes.slice(0, 2) : changes.slice(-2)).toEqual(inverted ? [false, true] : [true, false]);
    }
  });

  it("has a proof for its declared behaviour when data is missing", () => {
    const meaning = alert.noData;
    for (const scenario of alert.proofs().noData) {
      const firing = scenario.checks.filter((check) => check.firing.length > 0).map((check) => check.alert);
      if (meaning.is === "fires") expect(firing).toContain(alert.name);
      else if (meaning.is === "separate alert") {
        // A service that pushes has no target. PushMissing covers such services, as TargetDown covers scraped services.
        const successors = meaning.alert === "TargetDown" ? ["TargetDown", "PushMissing"] : [meaning.alert];
        expect(successors.some((name) => firing.includes(name))).toBe(true);
        expect(alerts.map((other) => other.name)).toContain(meaning.alert);
      } else {
        expect(meaning.because.length).toBeGreaterThan(20);
        const gone = own(alert, scenario).reduce((late, check) => (check.at > late.at ? check : late));
        expect(gone.firing).toEqual([]);
      }
    }
  });

  it("declares exactly the metrics that its PromQL expression reads", () => {
    const uses = parsePromql(expressionOf(alert).text).uses.map((use) => use.metric);
    expect(readsOf(alert)).toEqual([...new Set(uses)].sort());
  });

  it("names its identity labels in the summary", () => {
    const used = [...alert.summary.source.matchAll(/\$labels\.([a-z_]+)/g)].map((match) => match[1]);
    expect(used.filter((name) => !alert.identity.includes(name ?? ""))).toEqual([]);
  });
});

it("every alert has all four proofs: fires, quiet, resolved and missing data", () => {
  expect(alerts.length).toBeGreaterThan(5);
  for (const alert of alerts)
    for (const name of proofNames) expect([title(alert), name, alert.proofs()[name].length > 0]).toEqual([title(alert), name, true]);
});
