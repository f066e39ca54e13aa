import { all, secret, type Output, type Unwrap } from "@pulumi/pulumi";
import { secretKeysOf, type Secrets, type Workload } from "./workload";

/** Values of secrets by key: those that are configured, and those that a vendor tells when something was made there. */
export interface KnownSecrets {
  readonly given: Secrets;
  /** Wins over what is given. */
  readonly made: Readonly<Record<string, Output<string>>>;
}

/** What these workloads need secrets for, encrypted in the state. */
export function withSecrets<T>(
  workloads: readonly Pick<Workload, "name" | "secretFiles">[],
  { given, made }: KnownSecrets,
  decide: (secrets: Secrets) => T,
): Output<Unwrap<T>> {
  const keys = secretKeysOf(workloads);
  // Only who reads what a vendor tells waits for the vendor.
  const awaited = Object.fromEntries(Object.entries(made).filter(([key]) => keys.has(key)));
  if (Object.keys(awaited).length === 0) return secret(decide(given));
  return secret(all(awaited).apply((told) => decide({ ...given, ...told })));
}
