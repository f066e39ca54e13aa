import { dashboard, type Variable } from "../../../dashboards/viewer/model/dashboard";
import { all, chosen, inOrder, labelValues, optionsRequest, valueOf } from "../../../dashboards/viewer/model/variables";

const variable = (more: Partial<Variable> & { readonly name: string }): Variable => {
  const parsed = dashboard.parse({
    uid: "x",
    title: "x",
    panels: [],
    templating: { list: [{ type: "query", datasource: { type: "prometheus", uid: "prometheus" }, ...more }] },
  });
  const [found] = parsed.templating.list;
  if (found === undefined) throw new Error("no variable");
  return found;
};
const system = variable({ name: "system", query: "label_values(up, system)", sort: 7 });
const service = variable({ name: "service", query: 'label_values(up{system="$system"}, service)' });
const range = { from: 1_000_000, to: 2_000_500 };

describe("variables", () => {
  it("splits label_values, also if the selector contains commas", () => {
    expect(labelValues('label_values(up{a="1",b="2"}, service)')).toEqual({ selector: 'up{a="1",b="2"}', label: "service" });
    expect(labelValues("label_values(job)")).toEqual({ selector: undefined, label: "job" });
    expect(labelValues("query_result(up)")).toBeUndefined();
  });

  it("asks for the values of a label with the variables before it", () => {
    const request = optionsRequest(service, { system: { values: ['a"b'], multi: false } }, range);
    expect(request).toMatchObject({
      source: "prometheus",
      path: "/api/v1/label/service/values",
      query: { "match[]": 'up{system="a\\"b"}', start: "1000", end: "2001" },
    });
  });

  it("refuses a query that it does not know", () => {
    const odd = variable({ name: "odd", query: "query_result(up)" });
    expect(() => optionsRequest(odd, {}, range)).toThrow(
      'Variable "odd": the query "query_result(up)" is not supported here. Only label_values of Prometheus is.',
    );
  });

  it("sorts values naturally, and applies the variable's pattern", () => {
    const answer = { data: ["pg10", "pg9", "redis1"] };
    expect(optionsRequest(system, {}, range)?.read(answer)).toEqual(["pg9", "pg10", "redis1"]);
    const down = variable({ name: "n", query: "label_values(n)", sort: 8, regex: "/pg(\\d+)/" });
    expect(optionsRequest(down, {}, range)?.read(answer)).toEqual(["10", "9"]);
  });

  it("chooses what the address asks for, else the first value", () => {
    expect(chosen(system, ["b"], ["a", "b"])).toEqual(["b"]);
    expect(chosen(system, undefined, ["a", "b"])).toEqual(["a"]);
  });

  it("keeps a value that no longer exists, so that the panels say that it has no data", () => {
    expect(chosen(system, ["gone"], ["a", "b"])).toEqual(["gone"]);
  });

  it("chooses all values where the variable allows it", () => {
    const many = variable({ name: "many", query: "label_values(many)", multi: true, includeAll: true });
    expect(chosen(many, undefined, ["a", "b"])).toEqual([all]);
    expect(valueOf(many, [all], ["a", "b"])).toEqual({ values: ["a", "b"], multi: true });
    expect(valueOf({ ...many, allValue: ".+" }, [all], ["a"])).toEqual({ values: ["a"], multi: true, literal: ".+" });
    expect(chosen(many, ["b", "a"], ["a", "b"])).toEqual(["b", "a"]);
  });

  it("orders variables so that each comes after those that it uses", () => {
    expect(inOrder([service, system]).map(({ name }) => name)).toEqual(["system", "service"]);
    const loop = variable({ name: "system", query: 'label_values(up{service="$service"}, system)' });
    expect(() => inOrder([service, loop])).toThrow("The variables service, system use each other.");
  });
});
