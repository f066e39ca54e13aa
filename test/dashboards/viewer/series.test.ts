import { hasData } from "../../../dashboards/viewer/model/frames";
import { bucketFrame, legendOf, seriesAnswer, seriesFrames, seriesOf, tableFrame } from "../../../dashboards/viewer/model/series";

/** A response to a range query, in the format of Prometheus 3. */
const matrix = (...result: unknown[]): unknown => ({ status: "success", data: { resultType: "matrix", result } });
const read = (answer: unknown) => seriesOf(seriesAnswer.parse(answer));
const columns = (frames: ReturnType<typeof tableFrame>) =>
  Object.fromEntries(frames.flatMap(({ fields }) => fields.map(({ name, values }) => [name, values])));

describe("answers", () => {
  it("become one frame per series, with times in milliseconds and the step as the distance of samples", () => {
    const found = read(
      matrix({
        metric: { __name__: "up", job: "a" },
        values: [
          [1, "1"],
          [16, "+Inf"],
          [31, "NaN"],
        ],
      }),
    );
    const [frame] = seriesFrames("A", found, { legend: "{{job}} is up", query: "up", stepSeconds: 15 });
    expect(frame?.fields[0]).toMatchObject({ type: "time", values: [1000, 16_000, 31_000], config: { interval: 15_000 } });
    expect(frame?.fields[1]).toMatchObject({
      type: "number",
      values: [1, Number.POSITIVE_INFINITY, Number.NaN],
      config: { displayNameFromDS: "a is up" },
    });
  });

  it("of instant queries and of numbers become series with one sample", () => {
    expect(read({ data: { resultType: "vector", result: [{ metric: { a: "b" }, value: [5, "2"] }] } })).toEqual([
      { metric: { a: "b" }, values: [[5, "2"]] },
    ]);
    expect(read({ data: { resultType: "scalar", result: [5, "2"] } })).toEqual([{ metric: {}, values: [[5, "2"]] }]);
  });

  it("without series have no data", () => {
    expect(hasData(seriesFrames("A", read(matrix()), { legend: undefined, query: "up", stepSeconds: 15 }))).toBe(false);
    expect(hasData(tableFrame("A", read(matrix()), 1))).toBe(false);
    expect(hasData(bucketFrame("A", read(matrix()), 15))).toBe(false);
  });

  it("of another shape are refused", () => {
    expect(() => read({ data: { resultType: "matrix", result: [{ metric: {}, values: [["1", 2]] }] } })).toThrow();
  });

  it("become a table with a column per label, and the query's letter at the value if there are several queries", () => {
    const found = read({
      data: {
        resultType: "vector",
        result: [
          { metric: { service: "orders" }, value: [5, "2"] },
          { metric: { service: "pay", owner: "core" }, value: [5, "3"] },
        ],
      },
    });
    expect(columns(tableFrame("B", found, 2))).toEqual({
      Time: [5000, 5000],
      owner: [null, "core"],
      service: ["orders", "pay"],
      "Value #B": [2, 3],
    });
    expect(Object.keys(columns(tableFrame("B", found, 1)))).toContain("Value");
  });

  it("of a histogram become buckets by size, each without the smaller ones", () => {
    const found = read(
      matrix(
        {
          metric: { le: "+Inf" },
          values: [
            [10, "9"],
            [20, "4"],
          ],
        },
        {
          metric: { le: "0.5" },
          values: [
            [10, "2"],
            [20, "4"],
          ],
        },
        { metric: { le: "10" }, values: [[10, "7"]] },
      ),
    );
    expect(columns(bucketFrame("A", found, 10))).toEqual({
      Time: [10_000, 20_000],
      "0.5": [2, 4],
      "10": [5, null],
      "+Inf": [2, 4],
    });
  });

  it("have the legend of the query; a label that the series lacks is empty", () => {
    expect(legendOf("{{ service }}: {{missing}}", { service: "orders" }, "up")).toBe("orders: ");
    expect(legendOf("", { __name__: "up", job: "a" }, "up")).toBe('up{job="a"}');
    expect(legendOf(undefined, {}, "sum(up)")).toBe("sum(up)");
  });
});
