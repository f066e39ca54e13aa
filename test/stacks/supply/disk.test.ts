import { requireSpace } from "../../../stacks/supply/disk";
import { cacheRoot } from "../../../stacks/supply/paths";
import { neededGiB } from "../../../stacks/supply/plan";

describe("the cache folder", () => {
  test("is MONITORING_CACHE or a folder under XDG_CACHE_HOME", () => {
    expect(cacheRoot({ MONITORING_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
    expect(cacheRoot({ MONITORING_CACHE: "", XDG_CACHE_HOME: "/b" })).toBe("/b/monitoring-as-code");
    expect(cacheRoot({ XDG_CACHE_HOME: "relative" })).toMatch(/\.cache\/monitoring-as-code$/);
  });

  test("is named in the error about a full disk, with the remedy", () => {
    expect(() => requireSpace("/cache", 12, "jaeger", 3.25)).toThrow(
      "/cache: 3.3 GiB are free, and jaeger needs 12 GiB. Free some space (`docker system df` shows what Docker uses), or set MONITORING_CACHE to a folder on a larger disk.",
    );
  });
});

describe("the disk space that builds need", () => {
  test("is the sum of what each build leaves, estimated from its duration, plus one GiB", () => {
    const build = (typicalSeconds: number) => ({ kind: "go", module: "m", program: ".", binary: "b", typicalSeconds }) as const;
    expect(neededGiB([{ kind: "debian", package: "p", files: {} }])).toBe(1);
    expect(neededGiB([build(300)])).toBe(5);
    expect(neededGiB([build(300), build(600), build(180)])).toBe(13);
  });
});
