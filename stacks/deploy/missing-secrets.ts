import { UserError } from "../config/errors";
import { secretKeysOf, type Workload } from "./workload";

/**
 * Throws UserError if a workload reads a secret that the stack does not have. The message has a command for each missing secret. `keys`
 * are the keys of the secrets in the configuration, and of the secrets that vendors return.
 */
export function assertSecrets(stack: string, workloads: readonly Workload[], keys: readonly string[]): void {
  const missing = [...secretKeysOf(workloads)].filter(([key]) => !keys.includes(key));
  if (missing.length === 0) return;
  const lines = missing.map(
    ([key, users]) => `pulumi config set --stack ${stack} --secret --path 'monitoring:secrets.${key}'    # for ${users.join(", ")}`,
  );
  throw UserError.of(
    `${missing.length === 1 ? "A secret is" : `${missing.length} secrets are`} missing; nothing was changed. Set each one (the command asks for the value):`,
    lines,
  );
}
