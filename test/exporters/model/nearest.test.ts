import { nearest, notAllowed } from "../../../exporters/model/object";

const kinds = ["http", "worker", "postgres", "redis", "external"];

test.each([
  ["htp", "http"],
  ["HTTP", "http"],
  ["postgresql", "postgres"],
  ["post", "postgres"],
  ["redsi", "redis"],
  ["externals", "external"],
])("the suggestion for the misspelt %s is %s", (got, meant) => {
  expect(nearest(got, kinds)).toBe(meant);
});

test("a longer form of an allowed value is taken for that value", () => {
  expect(nearest("warning", ["debug", "info", "warn", "error"])).toBe("warn");
});

test.each(["mainframe", "x", "", "queue"])("there is no suggestion for %j, which is like no allowed value", (got) => {
  expect(nearest(got, kinds)).toBeUndefined();
});

test("the error says `none` if no value is allowed", () => {
  expect(notAllowed("web", [], "services of this system")).toBe('got "web"; services of this system: none');
});
