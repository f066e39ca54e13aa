import { UserError } from "../../../stacks/config/errors";
import { assertSecrets } from "../../../stacks/deploy/missing-secrets";
import type { Workload } from "../../../stacks/deploy/workload";

test("one error lists all missing secrets, each with the command that sets it and the programs that read it", () => {
  const workloads = [
    { name: "b", secretFiles: { file: { secret: "shared" }, other: { json: { x: "only-b" } } } },
    { name: "a", secretFiles: { file: { secret: "shared" }, there: { secret: "present" } } },
  ] as unknown as Workload[];
  expect(() => assertSecrets("dev", workloads, ["present"])).toThrow(
    new UserError(
      [
        "2 secrets are missing; nothing was changed. Set each one (the command asks for the value):",
        "  pulumi config set --stack dev --secret --path 'monitoring:secrets.only-b'    # for b",
        "  pulumi config set --stack dev --secret --path 'monitoring:secrets.shared'    # for a, b",
      ].join("\n"),
    ),
  );
  expect(() => assertSecrets("dev", workloads, ["present", "shared", "only-b"])).not.toThrow();
});
