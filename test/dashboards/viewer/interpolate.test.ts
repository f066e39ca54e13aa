import { interpolate, plain, variablesIn, type Values } from "../../../dashboards/viewer/model/interpolate";

const values: Values = {
  service: { values: ["orders"], multi: false },
  odd: { values: ['a"b\\c'], multi: false },
  one: { values: ["shop.eu"], multi: true },
  many: { values: ["shop.eu", "bank"], multi: true },
  every: { values: ["a", "b"], multi: true, literal: ".*" },
  __rate_interval: plain("1m"),
};

describe("interpolate", () => {
  it("writes a single value, and escapes it for a quoted string", () => {
    expect(interpolate('up{service="$service"}', values, "promql")).toBe('up{service="orders"}');
    expect(interpolate('up{service="${odd}"}', values, "promql")).toBe('up{service="a\\"b\\\\c"}');
  });

  it("writes several values as a group, each escaped as a regular expression", () => {
    expect(interpolate('up{service=~"$many"}', values, "promql")).toBe('up{service=~"(shop\\\\.eu|bank)"}');
    expect(interpolate('up{service=~"$one"}', values, "logql")).toBe('up{service=~"shop\\\\.eu"}');
  });

  it("writes the dashboard's own text for all values", () => {
    expect(interpolate("$every", values, "promql")).toBe(".*");
  });

  it("knows the three ways to write a variable, and does not read a longer name as a shorter one", () => {
    expect(interpolate("$service ${service} [[service]] $service_name", values, "text")).toBe("orders orders orders $service_name");
    expect(interpolate("rate(x[$__rate_interval])", values, "promql")).toBe("rate(x[1m])");
  });

  it("writes values as the format asks", () => {
    expect(interpolate("${many:csv} ${many:pipe} ${many:json} ${many:regex}", values, "promql")).toBe(
      'shop.eu,bank shop.eu|bank ["shop.eu","bank"] (shop\\.eu|bank)',
    );
  });

  it("refuses a format that it does not know", () => {
    expect(() => interpolate("${many:lucene}", values, "promql")).toThrow(
      'Variable format ":lucene" is not supported here. Supported are raw, text, csv, pipe, regex, json, doublequote, queryparam, percentencode.',
    );
  });

  it("encodes values in addresses", () => {
    expect(interpolate("/x?a=${odd}", values, "url")).toBe("/x?a=a%22b%5Cc");
  });

  it("writes values as parameters of an address", () => {
    expect(interpolate("/x?${odd:queryparam}&${many:queryparam}", values, "url")).toBe(
      "/x?var-odd=a%22b%5Cc&var-many=shop.eu&var-many=bank",
    );
  });

  it("finds the variables of a text", () => {
    expect(variablesIn('$a ${b:csv} [[c]] $a "$__from"')).toEqual(["a", "b", "c", "__from"]);
  });
});
