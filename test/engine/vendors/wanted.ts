import type { VendorFacts } from "../../../stacks/vendors/resources/decide";

/** What a test wants of the program, in `MONITORING_TEST`. */
export interface Wanted {
  /** Address of each vendor's fake; a vendor without one is left out. */
  readonly sentry?: string;
  readonly uptimerobot?: string;
  readonly betterstack?: string;
  readonly healthchecks?: string;
  readonly organization: string;
  /** Slug of the Sentry project. */
  readonly project: string;
  /** Goes into some inputs, so that a test can change them. */
  readonly note: string;
  /** Ends every name, at the vendors and in Pulumi: with another one everything is made anew and the old removed. */
  readonly round?: string;
}

/** What a test wants of plan-program.ts. */
export interface WantedPlan {
  readonly environment: string;
  readonly facts: Omit<VendorFacts, "stack" | "environment">;
}
