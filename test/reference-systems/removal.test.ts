import { describeWith } from "../support/tools";
import { cases } from "./cases";
import { removeEach, unremovable } from "./removal";

test("every test of a need can be made to fail by removing something", () => {
  expect(unremovable(cases)).toEqual([]);
});

describeWith("promtool", "what meets a need", (promtool) => {
  test("makes exactly the tests of that need fail when it is removed", async () => {
    const removed = await removeEach(promtool, cases);
    expect(removed.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(removed.length).toBeGreaterThan(30);
  });
});
