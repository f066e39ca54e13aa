import { mergeMetrics, readExposition, readSample } from "./recorder/exposition";
import { metricsOfSeries } from "./recorder/series";

describe("reading a sample line", () => {
  it.each<[string, string, readonly string[]]>([
    ["up 1", "up", []],
    ["up{} 1", "up", []],
    ['up{job="a",instance="b:1"} 1 1700000000', "up", ["job", "instance"]],
    ['x_total{err="a } b, c=\\"d\\" "} 0', "x_total", ["err"]],
    ['x_bucket{le="1.0",} 3 # {trace_id="abc"} 0.5 1700000000.1', "x_bucket", ["le"]],
    ['x{ a = "1" , b = "2" } NaN', "x", ["a", "b"]],
    ["recorded:series:rate5m{} +Inf", "recorded:series:rate5m", []],
  ])("finds the name and labels in `%s`", (line, name, labels) => {
    expect(readSample(line)).toEqual({ name, labels });
  });

  it.each(["", "# HELP up whether it is up", "# EOF", 'broken{job="a" 1', "nothing"])("%j is not a sample line", (line) => {
    expect(readSample(line)).toBeUndefined();
  });
});

it("reading a metrics page returns every sample name with the family's type and all labels", () => {
  const page = `
# HELP jobs Jobs
# TYPE jobs gauge
jobs{state="a"} 1
jobs{queue="b"} 1
# TYPE seconds histogram
seconds_bucket{le="1"} 1
seconds_sum 1
seconds_count 1
# TYPE activity_count gauge
activity_count 4
free 3
`;
  expect(readExposition(page)).toEqual({
    activity_count: { type: "gauge", labels: [] },
    free: { type: "untyped", labels: [] },
    jobs: { type: "gauge", labels: ["queue", "state"] },
    seconds_bucket: { type: "histogram", labels: ["le"] },
    seconds_count: { type: "histogram", labels: [] },
    seconds_sum: { type: "histogram", labels: [] },
  });
});

it("in OpenMetrics, counters and infos get the family's type despite their suffix, and exemplars add no label", () => {
  const page = `# TYPE requests counter
requests_total{code="200"} 5 # {trace_id="abc"} 1
requests_created{code="200"} 1.7e9
# TYPE build info
build_info{version="1"} 1
# TYPE odd unknown
odd 1
# EOF`;
  expect(readExposition(page)).toEqual({
    build_info: { type: "info", labels: ["version"] },
    odd: { type: "untyped", labels: [] },
    requests_created: { type: "gauge", labels: ["code"] },
    requests_total: { type: "counter", labels: ["code"] },
  });
});

it("merging keeps all labels and bucket bounds in a fixed order, and prefers a known type to untyped", () => {
  const merged = mergeMetrics([
    { b: { type: "untyped", labels: ["y"] }, a_bucket: { type: "histogram", labels: ["le"], le: ["10.0", "+Inf"] } },
    { b: { type: "gauge", labels: ["x"] }, a_bucket: { type: "histogram", labels: ["le"], le: ["2.5", "+Inf"] } },
  ]);
  expect(JSON.stringify(merged)).toBe(
    JSON.stringify({
      a_bucket: { type: "histogram", labels: ["le"], le: ["2.5", "10.0", "+Inf"] },
      b: { type: "gauge", labels: ["x", "y"] },
    }),
  );
});

it("series read from Prometheus' API lose the labels that scraping adds, and have sorted bucket bounds", () => {
  const bucket = { __name__: "s_bucket", job: "j", instance: "i", route: "/" };
  const series = [
    { ...bucket, le: "+Inf" },
    { ...bucket, le: "10.0" },
    { ...bucket, le: "2.0" },
  ];
  expect(metricsOfSeries(series, () => "histogram")).toEqual({
    s_bucket: { type: "histogram", labels: ["le", "route"], le: ["2.0", "10.0", "+Inf"] },
  });
});
