import { runProof, writeProofs } from "../../support/proofs";
import { describeWith } from "../../support/tools";

const files = writeProofs();

describeWith("promtool", "promtool confirms the proofs of", (promtool) => {
  // Two proofs run at a time, because promtool uses little more than one core.
  it.concurrent.each(files.map((file) => [`${file.name.replace(".test.yml", "")} (${file.checks} checks)`, file] as const))(
    "%s",
    async (_, file) => {
      await runProof(promtool, file);
    },
    120_000,
  );
});

it("every alert has a proof file, and every proof file has checks", () => {
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => file.checks < 4).map((file) => file.name)).toEqual([]);
});
