import { UserError } from "../config/errors";
import { secretKeysOf, type Workload } from "./workload";

/** Stops with the command for each secret that a workload reads and the stack does not have. `keys` are those it has, and those that a vendor will return. */
export function assertSecrets(stack: string, workloads: readonly Workload[], keys: readonly string[]): void {
  const missing = [...secretKeysOf(workloads)].filter(([key]) => !keys.includes(key));
  if (missing.length === 0) return;
  const lines = missing.map(
    ([key, users]) => `pulumi config set --stack ${stack} --secret --path 'monitoring:secrets.${key}'    # for ${users.join(", ")}`,
  );
  throw UserError.of(
    `${missing.length === 1 ? "A secret is" : `${missing.length} secrets are`} missing; nothing was changed. Set each (the command asks for the value):`,
    lines,
  );
}
