import { runProof, writeProofs } from "../../support/proofs";
import { describeWith } from "../../support/tools";

const files = writeProofs();

describeWith("promtool", "promtool confirms the proofs of", (promtool) => {
  // Two proofs run at a time (`maxConcurrency` in Jest's configuration), because promtool uses little more than one core.
  it.concurrent.each(files.map((file) => [`${file.name.replace(".test.yml", "")} (${file.checks} checks)`, file] as const))(
    "%s",
    async (_, file) => {
      await runProof(promtool, file);
    },
    120_000,
  );
});

it("every alert has a proof file, and at least four checks", () => {
  expect(files.length).toBeGreaterThan(30);
  // An alert with scenarios at several evaluation intervals has a file for each interval.
  const alertOf = ({ name }: (typeof files)[number]): string => name.split(".").slice(0, 2).join(".");
  const checks = (alert: string): number => files.reduce((sum, file) => sum + (alertOf(file) === alert ? file.checks : 0), 0);
  expect(files.map(alertOf).filter((alert) => checks(alert) < 4)).toEqual([]);
});
