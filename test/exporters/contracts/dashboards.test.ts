import { panelQueries, resolve } from "../../../dashboards/queries";
import { ruleGroups } from "../../../alert-rules/rules";
import { environments, Series } from "./known";

/** Values for the dashboards' variables. Any value works, because the labels that a query reads do not depend on the values. */
const anything = (variables: readonly string[]) => Object.fromEntries(variables.map((name) => [name, "x"]));

describe.each(environments.map(({ id, view, facts }) => [id, view, facts] as const))("dashboards of %s", (_, view, facts) => {
  it("read only metrics and labels that a pinned program exposes or a rule of the environment records", () => {
    const series = new Series(ruleGroups(facts));
    const queries = panelQueries(view).filter(({ datasource }) => datasource === "prometheus");
    expect(queries.length).toBeGreaterThan(10);
    const problems = queries.flatMap(({ dashboard, panel, expr, variables }) =>
      series.problems(`panel ${dashboard}/${panel}`, resolve(expr, anything(variables))),
    );
    expect(problems).toEqual([]);
  });
});
