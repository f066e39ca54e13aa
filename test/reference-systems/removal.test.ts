import { describeWith } from "../support/tools";
import { cases } from "./cases";
import { removeEach, unremovable } from "./removal";

test("every test of a need can be turned red by taking something away", () => {
  expect(unremovable(cases)).toEqual([]);
});

describeWith("promtool", "what answers a need", (promtool) => {
  test("turns exactly the tests of that need red when it is taken away", async () => {
    const removed = await removeEach(promtool, cases);
    expect(removed.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(removed.length).toBeGreaterThan(30);
  });
});
