import { all, fileOf, panelsOf } from "./support";

/** Colours of the severities. */
const ofSeverities = ["red", "orange", "blue"];

describe("dashed lines", () => {
  const overrides = all.flatMap((dashboard) =>
    panelsOf(dashboard).flatMap((panel) => {
      if (panel.type !== "timeseries") return [];
      const file = fileOf(dashboard).panels.find(({ title }) => title === panel.title);
      return panel.queries.flatMap((query, index) => {
        const letter = String.fromCharCode("A".charCodeAt(0) + index);
        const properties = file?.fieldConfig?.overrides.find(({ matcher }) => matcher.options === letter)?.properties ?? [];
        const valueOf = (id: string): unknown => properties.find((property) => property.id === id)?.value;
        const style = query.datasource === "prometheus" ? query.style : undefined;
        return style === undefined
          ? []
          : [{ style, color: valueOf("color") as { fixedColor: string }, fill: valueOf("custom.fillOpacity") }];
      });
    }),
  );

  it("have a severity's colour only if they are the threshold of an alert", () => {
    const [secondary, thresholds] = [
      overrides.filter(({ style }) => style === "dashed"),
      overrides.filter(({ style }) => style !== "dashed"),
    ];
    expect([secondary.length > 5, thresholds.length > 5]).toEqual([true, true]);
    expect(secondary.filter(({ color }) => ofSeverities.includes(color.fixedColor))).toEqual([]);
    expect(thresholds.filter(({ color }) => !ofSeverities.includes(color.fixedColor))).toEqual([]);
  });

  it("fill no area below them", () => {
    expect(overrides.filter(({ fill }) => fill !== 0)).toEqual([]);
  });
});
