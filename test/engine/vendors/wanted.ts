import type { VendorFacts } from "../../../stacks/vendors/resources/decide";

/**
 * The resources that program.ts must create for a test. The test passes this object as JSON in the environment variable `MONITORING_TEST`.
 */
export interface Wanted {
  /** The address of each simulated vendor. Without an address, program.ts creates no resources at that vendor. */
  readonly sentry?: string;
  readonly uptimerobot?: string;
  readonly betterstack?: string;
  readonly healthchecks?: string;
  readonly organization: string;
  /** The slug of the Sentry project, without `round`, which follows it. */
  readonly project: string;
  /** The name of the Sentry team in Pulumi. Its slug is `shop-<name>`, followed by `round`. Default: `team`. */
  readonly team?: string;
  /** A text in some resources' inputs. A test changes it to change these resources. */
  readonly note: string;
  /** The suffix of every name in Pulumi, and of most names at the vendors. A new suffix creates new objects and removes the old ones. */
  readonly round?: string;
}

/** The plan that plan-program.ts must create for a test. */
export interface WantedPlan {
  readonly environment: string;
  readonly facts: Omit<VendorFacts, "stack" | "environment">;
}

/** The checks on a status page at Better Stack that pages-program.ts must create for a test. */
export interface WantedPages {
  readonly baseUrl: string;
  readonly checks: readonly { readonly name: string; readonly group: string; readonly renamedFrom?: string }[];
}
