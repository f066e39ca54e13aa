import { celOf, gatusBodyConditions } from "../../../exporters/uptime/assertions";

test.each([
  [0, "0"],
  [1.5, "1.5"],
  [-0.25, "-0.25"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [-1.25e-12, "-1.25e-12"],
  [999_999, "999999"],
  [1_000_000, "1e+06"],
  [12_345_678.9, "1.23456789e+07"],
  [Number.MAX_SAFE_INTEGER, "9.007199254740991e+15"],
  ["1e6 rows", "1e6 rows"],
  [true, "true"],
])("Gatus compares %j as text, as Go formats it", (value, written) => {
  expect(gatusBodyConditions({ json: { value } })).toEqual([`[BODY].value == ${written}`]);
  expect(gatusBodyConditions({ json: { value: [value, "other"] } })).toEqual([`[BODY].value == any(${written}, other)`]);
});

test("blackbox_exporter compares numbers as numbers", () => {
  expect(celOf({ json: { value: 1_000_000, share: 0.00001 } })).toBe("body.share == 0.00001 && body.value == 1000000");
});
