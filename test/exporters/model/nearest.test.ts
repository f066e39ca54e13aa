import { nearest, notAllowed } from "../../../exporters/model/object";

const kinds = ["http", "worker", "postgres", "redis", "external"];

test.each([
  ["htp", "http"],
  ["HTTP", "http"],
  ["postgresql", "postgres"],
  ["post", "postgres"],
  ["redsi", "redis"],
  ["externals", "external"],
])("%s is taken for %s", (got, meant) => {
  expect(nearest(got, kinds)).toBe(meant);
});

test.each(["mainframe", "x", "", "queue"])("%j is taken for nothing", (got) => {
  expect(nearest(got, kinds)).toBeUndefined();
});

test("where nothing is allowed the error says so", () => {
  expect(notAllowed("web", [], "services of this system")).toBe('got "web"; services of this system: none');
});
