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
  /** The slug of the Sentry project. program.ts appends `round` to the slug. */
  readonly project: string;
  /** The name of the Sentry team in Pulumi. Its slug is `shop-<name>`, followed by `round`. Default: `team`. */
  readonly team?: string;
  /** A text in some resources' inputs. A test changes it to change these resources. */
  readonly note: string;
  /** The suffix of every name in Pulumi, and of most names at the vendors. A new suffix creates new objects and removes the old ones. */
  readonly round?: string;
}

/** The input of plan-program.ts: the environment whose plans it deploys, and the facts that decide which vendors the stack manages. */
export interface WantedPlan {
  readonly environment: string;
  readonly facts: Omit<VendorFacts, "stack" | "environment">;
}

/** The input of pages-program.ts: the address of the simulated Better Stack, and the checks on its status page. */
export interface WantedPages {
  readonly baseUrl: string;
  readonly checks: readonly { readonly name: string; readonly group: string; readonly renamedFrom?: string }[];
}
