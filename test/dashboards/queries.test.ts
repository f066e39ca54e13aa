import { proofFacts } from "../../alert-rules/proofs/facts";
import { parsePromql } from "../../alert-rules/promql/parse";
import { ruleGroups } from "../../alert-rules/rules";
import { thresholdMetric } from "../../alert-rules/condition";
import { thresholdSpecs, type ThresholdKey } from "../../exporters/model/thresholds";
import { catalogue } from "../fixtures/catalogue";
import { panelQueries, queriesOf, resolve } from "../../dashboards/queries";
import { all, fileOf } from "./support";

const values = { system: "shop", environment: "local", service: "web" };
const queries = queriesOf(all);
const promqlOf = (queries: readonly { datasource: string; expr: string; panel: string }[]) =>
  queries.filter((query) => query.datasource === "prometheus").map(({ panel, expr }) => ({ panel, expr: resolve(expr, values) }));

describe("dashboard queries", () => {
  it("of metrics are valid PromQL according to Prometheus' own grammar", () => {
    expect(promqlOf(queries).length).toBeGreaterThan(50);
    expect(promqlOf(queries).flatMap(({ panel, expr }) => parsePromql(expr).errors.map((error) => `${panel}: ${error}`))).toEqual([]);
  });

  it("of annotations and variables are valid PromQL", () => {
    for (const dashboard of all) {
      const choices = dashboard.variables.flatMap((variable) =>
        "values" in variable ? [/^label_values\((.*), \w+\)$/s.exec(variable.values.text)?.[1] ?? "?"] : [],
      );
      for (const text of [...choices, ...fileOf(dashboard).annotations.list.map(({ expr }) => expr)])
        expect(parsePromql(resolve(text, values)).errors).toEqual([]);
    }
  });

  it("read only recorded series that a rule records", () => {
    const recorded = new Set([
      ...ruleGroups(proofFacts).flatMap((group) => group.recordings.map((rule) => rule.record.text)),
      ...(Object.keys(thresholdSpecs) as ThresholdKey[]).map((key) => thresholdMetric(key).text),
    ]);
    const read = promqlOf(queries).flatMap(({ expr }) => parsePromql(expr).uses.map((use) => use.metric));
    expect(read).not.toContain("");
    expect([...new Set(read)].filter((name) => name.includes(":") && !recorded.has(name))).toEqual([]);
  });

  it("use only variables that their dashboard defines", () => {
    for (const dashboard of all) {
      const offered = dashboard.variables.map(({ name }) => name);
      const used = queriesOf([dashboard]).flatMap((query) => query.variables);
      expect([...new Set(used)].filter((name) => !offered.includes(name))).toEqual([]);
    }
  });

  it("filter by the selected environment", () => {
    expect(queries.filter((query) => !query.variables.includes("environment")).map((query) => query.panel)).toEqual([]);
  });

  it("of logs and traces have matching brackets and quotes", () => {
    const others = queries.filter((query) => query.datasource !== "prometheus").map(({ expr }) => resolve(expr, values));
    expect(others.length).toBeGreaterThan(5);
    for (const text of others) {
      const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      for (const [open = "", close = ""] of ["{}", "()", "[]"]) expect(bare.split(open).length).toBe(bare.split(close).length);
      expect(bare.replaceAll('""', "")).not.toContain('"');
      expect(text).not.toMatch(/\$[\w{]/);
    }
  });

  it.each(["local", "staging", "production"] as const)("of %s can be listed with values for all variables", (environment) => {
    const listed = panelQueries(catalogue().view(environment));
    expect(listed.length).toBeGreaterThan(50);
    for (const { expr } of listed) expect(resolve(expr, values)).not.toMatch(/\$|undefined/);
  });
});

describe("resolving the variables of a query", () => {
  it("replaces variables in both notations, and Grafana's built-in variables", () => {
    expect(resolve('rate(x{a="$system",b="${service}"}[$__rate_interval])', values)).toBe('rate(x{a="shop",b="web"}[1m])');
  });

  it("refuses a variable without a value", () => {
    expect(() => resolve('x{a="$region"}', values)).toThrow('the query has $region, which has no value: x{a="$region"}');
  });
});
