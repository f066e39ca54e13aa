import { describeWith } from "../support/tools";
import { cases } from "./cases";
import { removeEach, unremovable } from "./removal";

test("for every test of a need, some removal from the rendered files must make the test fail", () => {
  expect(unremovable(cases)).toEqual([]);
});

describeWith("promtool", "each rendered part that meets a need", (promtool) => {
  test("makes exactly the tests that depend on the part fail when it is removed", async () => {
    const removed = await removeEach(promtool, cases);
    expect(removed.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(removed.length).toBeGreaterThan(30);
  });
});
