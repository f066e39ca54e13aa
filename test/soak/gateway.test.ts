import { lossesOf } from "../support/pipeline/losses";
import { lossesText, parseLosses } from "./gateway";

it("counts acknowledged records that are not stored, and records that are stored more than once", () => {
  expect(lossesOf("kill", ["a", "b", "c", "d"], ["a", "b", "b", "other"])).toEqual({ fault: "kill", sent: 4, lost: 2, twice: 1 });
  expect(lossesOf("none", ["a"], ["a"])).toEqual({ fault: "none", sent: 1, lost: 0, twice: 0 });
});

it("reports each fault with its losses", () => {
  const written = [lossesOf("kill", ["a", "b"], ["a"]), lossesOf("stop", ["a"], ["a", "a"])].map((one) => `${JSON.stringify(one)}\n`);
  expect(lossesText(parseLosses(written.join("")))).toBe(
    "kill: 1 of 2 records lost, 0 stored more than once. stop: 0 of 1 records lost, 1 stored more than once.",
  );
  expect(() => parseLosses('{"fault":"kill"}')).toThrow();
});
