import { checkLatencyBounds } from "../../../exporters/model/cross-checks";

const words = (seconds: number, buckets: readonly number[]) =>
  checkLatencyBounds("here", seconds, buckets).map((problem) => problem.message);

test("every bound but the last is accepted", () => {
  expect([0.1, 0.5, 1, 2.5].flatMap((seconds) => words(seconds, [0.1, 0.5, 1, 2.5, 10]))).toEqual([]);
});

test("between bounds, both remedies are named", () => {
  expect(words(2, [0.1, 0.5, 1, 2.5, 10])).toEqual([
    "got 2s; the bounds of the histogram are 0.1, 0.5, 1, 2.5, 10 (seconds), and between bounds a percentile is only an estimate: add 2 to the buckets in the application and in instrumentation.buckets, or take the nearest bound that can be exceeded, 2.5s",
  ]);
});

test("above the last bound, the threshold could never fire", () => {
  expect(words(20, [1, 5, 10])[0]).toMatch(/^got 20s; .* could never fire: add 20 and a bound above it to the buckets .*, or take .*, 5s$/);
});

test("at the last bound too, because no percentile is reported above it", () => {
  expect(words(10, [1, 5, 10])[0]).toMatch(/^got 10s; .* could never fire: add a bound above 10 to the buckets .*, or take .*, 5s$/);
});

test("the nearest of two bounds equally far is the lower", () => {
  expect(words(2, [1, 3, 10])[0]).toMatch(/, 1s$/);
});

test("the order of the bounds does not matter", () => {
  expect(words(5, [10, 1, 5])).toEqual([]);
});
