import type { VendorFacts } from "../../../stacks/vendors/resources/decide";

/** What the program must create for a test, passed in `MONITORING_TEST`. */
export interface Wanted {
  /** Address of each vendor's fake; a vendor without a fake is omitted. */
  readonly sentry?: string;
  readonly uptimerobot?: string;
  readonly betterstack?: string;
  readonly healthchecks?: string;
  readonly organization: string;
  /** Slug of the Sentry project. */
  readonly project: string;
  /** Part of some inputs, so that a test can change them. */
  readonly note: string;
  /** Suffix of every name, at the vendors and in Pulumi. A different one recreates everything and removes the old objects. */
  readonly round?: string;
}

/** What plan-program.ts must plan for a test. */
export interface WantedPlan {
  readonly environment: string;
  readonly facts: Omit<VendorFacts, "stack" | "environment">;
}
