import { checkLatencyBounds } from "../../../exporters/model/cross-checks";

const words = (seconds: number, buckets: readonly number[]) =>
  checkLatencyBounds("here", seconds, buckets).map((problem) => problem.message);

test("a latency threshold at any bucket bound except the last is accepted", () => {
  expect([0.1, 0.5, 1, 2.5].flatMap((seconds) => words(seconds, [0.1, 0.5, 1, 2.5, 10]))).toEqual([]);
});

test("a latency threshold between bounds is refused, and the message names both remedies", () => {
  expect(words(2, [0.1, 0.5, 1, 2.5, 10])).toEqual([
    "got 2s; the bounds of the histogram are 0.1, 0.5, 1, 2.5, 10 (seconds), and between bounds a percentile is only an estimate: add 2 to the buckets in the application and in instrumentation.buckets, or use the nearest bound that can be exceeded, 2.5s",
  ]);
});

test("a latency threshold above the last bound is refused, because its alert could never fire", () => {
  expect(words(20, [1, 5, 10])[0]).toMatch(/^got 20s; .* could never fire: add 20 and a bound above it to the buckets .*, or use .*, 5s$/);
});

test("a latency threshold at the last bound is refused, because Prometheus reports no percentile above the last bound", () => {
  expect(words(10, [1, 5, 10])[0]).toMatch(/^got 10s; .* could never fire: add a bound above 10 to the buckets .*, or use .*, 5s$/);
});

test("if two bounds are equally near, the message suggests the lower one", () => {
  expect(words(2, [1, 3, 10])[0]).toMatch(/, 1s$/);
});

test("the bucket bounds can be listed in any order", () => {
  expect(words(5, [10, 1, 5])).toEqual([]);
});
