import { all, secret, type Output, type Unwrap } from "@pulumi/pulumi";
import { secretKeysOf, type Secrets, type Workload } from "./workload";

/** Values of secrets by key: those in the configuration, and those that a vendor returns when a resource is created. */
export interface KnownSecrets {
  readonly given: Secrets;
  /** Takes precedence over the configuration. */
  readonly made: Readonly<Record<string, Output<string>>>;
}

/** The secret data of these workloads, encrypted in the state. */
export function withSecrets<T>(
  workloads: readonly Pick<Workload, "name" | "secretFiles">[],
  { given, made }: KnownSecrets,
  decide: (secrets: Secrets) => T,
): Output<Unwrap<T>> {
  const keys = secretKeysOf(workloads);
  // Only workloads that read a vendor's value wait for the vendor.
  const awaited = Object.fromEntries(Object.entries(made).filter(([key]) => keys.has(key)));
  if (Object.keys(awaited).length === 0) return secret(decide(given));
  return secret(all(awaited).apply((returned) => decide({ ...given, ...returned })));
}
