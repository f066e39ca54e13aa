import { labelFlow, type Known } from "./label-flow";

const series: Readonly<Record<string, readonly string[]>> = {
  a: ["job", "x", "y"],
  b: ["job", "z"],
  h_bucket: ["job", "le"],
};
const known: Known = (metric) => (series[metric] === undefined ? undefined : new Set(series[metric]));
const labelsOf = (expression: string): string[] => [...labelFlow(expression, known).labels].sort();
const missing = (expression: string): string[] =>
  labelFlow(expression, known).missing.map((one) => (one.is === "metric" ? one.metric : one.label));

it.each<[string, readonly string[]]>([
  ["a", ["job", "x", "y"]],
  ["rate(a[5m]) * 2", ["job", "x", "y"]],
  ["sum by (x) (a)", ["x"]],
  ["sum(a)", []],
  ["sum without (x) (a)", ["job", "y"]],
  ["topk by (x) (3, a)", ["job", "x", "y"]],
  ["histogram_quantile(0.95, h_bucket)", ["job"]],
  ['label_replace(a, "new", "$1", "x", "(.*)")', ["job", "new", "x", "y"]],
  ["a > on (job) b", ["job"]],
  ["a > on (job) group_left () b", ["job", "x", "y"]],
  ["a * on (job) group_left (z) b", ["job", "x", "y", "z"]],
  ["a and on (job) b", ["job", "x", "y"]],
  ["a or b", ["job", "x", "y", "z"]],
  ["max_over_time((a > 1)[5m:1m])", ["job", "x", "y"]],
  ["vector(1)", []],
  ["time() - a", ["job", "x", "y"]],
])("the result of %s has exactly the right labels", (expression, labels) => {
  expect([missing(expression), labelsOf(expression)]).toEqual([[], labels]);
});

it.each<[string, readonly string[]]>([
  ["no_such", ["no_such"]],
  ["sum by (x) (no_such)", ["no_such"]],
  ['a{z="1"}', ["z"]],
  ["sum by (z) (a)", ["z"]],
  ["sum by (y) (sum by (x) (a))", ["y"]],
  ["a and on (x) b", ["x"]],
  ["a * on (job) group_left (y) b", ["y"]],
  ['label_replace(b, "new", "$1", "x", "(.*)")', ["x"]],
])("%s is reported to read a missing metric or label", (expression, names) => {
  expect(missing(expression)).toEqual(names);
});
