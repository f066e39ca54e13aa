import { goneText, withoutContainer } from "../../../stacks/local/gone";

describe("containers removed outside Pulumi", () => {
  it("are the programs that have no container in Docker", () => {
    expect(withoutContainer(["loki", "redis", "tempo"], ["tempo", "loki", "loki"])).toEqual(["redis"]);
    expect(withoutContainer(["loki"], [""])).toEqual(["loki"]);
    expect(withoutContainer([], ["loki"])).toEqual([]);
  });

  it("are listed by name, and an empty list gives no sentence", () => {
    expect(goneText([], 17)).toBeUndefined();
    expect(goneText(["redis"], 17)).toMatch(/^1 of 17 containers \(redis\) of the last `up` are gone/);
    expect(goneText(["loki", "redis"], 2)).toMatch(/^All 2 containers of the last `up`/);
  });
});
