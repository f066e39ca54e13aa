import { nearest, notAllowed } from "../../../exporters/model/object";

const kinds = ["http", "worker", "postgres", "redis", "external"];

test.each([
  ["htp", "http"],
  ["HTTP", "http"],
  ["postgresql", "postgres"],
  ["post", "postgres"],
  ["redsi", "redis"],
  ["externals", "external"],
])("for %s the suggestion is %s", (got, meant) => {
  expect(nearest(got, kinds)).toBe(meant);
});

test.each(["mainframe", "x", "", "queue"])("for %j there is no suggestion", (got) => {
  expect(nearest(got, kinds)).toBeUndefined();
});

test("the error says so when nothing is allowed", () => {
  expect(notAllowed("web", [], "services of this system")).toBe('got "web"; services of this system: none');
});
