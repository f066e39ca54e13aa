import { faults } from "../../stacks/local/faults";
import { faultsOf } from "./drills";

const [critical] = faults.filter(({ expected }) => expected.severity === "critical");
const [warning] = faults.filter(({ expected }) => expected.severity === "warning");
if (critical === undefined || warning === undefined) throw new Error("A critical and a warning fault are expected.");
const page = ["RedisDown of redis"];
const good = { fault: "a", alertname: "RedisDown", firedAfter: 60, resolvedAfter: 100, channels: [], pages: [page] };

describe("a drill of a soak run", () => {
  it("holds with one page that resolves in time, and a warning with none", () => {
    expect(faultsOf(critical, good)).toEqual([]);
    expect(faultsOf(warning, { ...good, pages: [] })).toEqual([]);
  });

  it.each([
    ["an alert that did not arrive", critical, { firedAfter: undefined }, ["a: RedisDown did not arrive"]],
    ["an alert that was not resolved", critical, { resolvedAfter: undefined }, ["a: RedisDown was not resolved"]],
    ["a late end", critical, { resolvedAfter: 361 }, ["a: resolved 361.0 s after the repair, 360 s are allowed"]],
    [
      "a second page",
      critical,
      { pages: [page, ["B of c", "D of c"]] },
      ["a: 2 pages instead of 1: RedisDown of redis; B of c and D of c"],
    ],
    ["no page", critical, { pages: [] }, ["a: 0 pages instead of 1: none"]],
    ["a page for a warning", warning, {}, ["a: 1 pages instead of 0: RedisDown of redis"]],
    ["a drill that could not be done", critical, { error: "no Docker" }, ["a: no Docker"]],
  ] as const)("fails with %s", (_, fault, over, said) => {
    expect(faultsOf(fault, { ...good, ...over })).toEqual(said);
  });
});
