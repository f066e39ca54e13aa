import { all, secret, type Output, type Unwrap } from "@pulumi/pulumi";
import { secretKeysOf, type Secrets, type Workload } from "./workload";

/** The values of all secrets, by key. */
export interface KnownSecrets {
  readonly given: Secrets;
  /** Secrets that a vendor returns when a resource is created. They take precedence over the configured secrets in `given`. */
  readonly made: Readonly<Record<string, Output<string>>>;
}

/** Calls `decide` with the values of the secrets, and returns the result as an output that Pulumi encrypts in its state. */
export function withSecrets<T>(
  workloads: readonly Pick<Workload, "name" | "secretFiles">[],
  { given, made }: KnownSecrets,
  decide: (secrets: Secrets) => T,
): Output<Unwrap<T>> {
  const keys = secretKeysOf(workloads);
  // Only workloads that read a value from a vendor wait for the vendor's resource.
  const awaited = Object.fromEntries(Object.entries(made).filter(([key]) => keys.has(key)));
  if (Object.keys(awaited).length === 0) return secret(decide(given));
  return secret(all(awaited).apply((returned) => decide({ ...given, ...returned })));
}
