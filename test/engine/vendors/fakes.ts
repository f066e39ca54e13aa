import { startBetterStack } from "../../stacks/vendors/provider/fakes/betterstack";
import { startHealthchecks } from "../../stacks/vendors/provider/fakes/healthchecks";
import { startSentry } from "../../stacks/vendors/provider/fakes/sentry";
import { startUptimeRobot } from "../../stacks/vendors/provider/fakes/uptimerobot";
import type { Project } from "./project";
import type { Wanted } from "./wanted";

type OptionsOf<Start extends (options: never) => unknown> = Partial<NonNullable<Parameters<Start>[0]>>;

/** Options of the simulated vendors. Each option replaces a default of `startVendors`. */
export interface VendorOptions {
  readonly sentry?: OptionsOf<typeof startSentry>;
  readonly uptimerobot?: OptionsOf<typeof startUptimeRobot>;
  readonly betterstack?: OptionsOf<typeof startBetterStack>;
  readonly healthchecks?: OptionsOf<typeof startHealthchecks>;
}

/** A token that must not appear outside the secrets file. */
export const canary = "canary-9f3a7c51e2b84d06";

export interface Vendors {
  readonly sentry: Awaited<ReturnType<typeof startSentry>>;
  readonly uptimerobot: Awaited<ReturnType<typeof startUptimeRobot>>;
  readonly betterstack: Awaited<ReturnType<typeof startBetterStack>>;
  readonly healthchecks: Awaited<ReturnType<typeof startHealthchecks>>;
}

const each = ({ sentry, uptimerobot, betterstack, healthchecks }: Vendors) => [sentry, uptimerobot, betterstack, healthchecks] as const;

/** Starts all simulated vendors, with pricing plans large enough for the resources of program.ts. */
export async function startVendors(options: VendorOptions = {}): Promise<Vendors> {
  const token = canary;
  const slack = { id: "77", provider: "slack", name: "shop", configData: {} };
  return {
    // An `up` that replaces all resources creates the new monitors before it deletes the old ones. The pricing plan must include both sets.
    sentry: await startSentry({ token, integrations: [slack], plan: { uptimeMonitors: 2, cronMonitors: 2 }, ...options.sentry }),
    // test/stacks/vendors/provider/budget.test.ts tests the free pricing plan's limit of ten requests per minute. Here, the limit would
    // only add time.
    uptimerobot: await startUptimeRobot({ token, rateLimit: { requests: 1000, windowMs: 60_000 }, ...options.uptimerobot }),
    betterstack: await startBetterStack({ token, plan: { statusPages: 2 }, ...options.betterstack }),
    healthchecks: await startHealthchecks({ token, ...options.healthchecks }),
  };
}

export const stopVendors = async (vendors: Vendors): Promise<void> => {
  for (const vendor of each(vendors)) await vendor.stop();
};

export const tokens = {
  "sentry-token": canary,
  "uptimerobot-token": canary,
  "betterstack-token": canary,
  "healthchecks-token": canary,
};

/** The input of program.ts for Sentry only, the vendor with the most kinds of failure. */
export const sentryOnly = ({ sentry }: Vendors): Wanted => ({ sentry: sentry.url, organization: "acme", project: "web", note: "note-1" });

/** The input of program.ts for resources at all vendors. */
export const allOf = (vendors: Vendors): Wanted => ({
  ...sentryOnly(vendors),
  uptimerobot: vendors.uptimerobot.baseUrl,
  betterstack: vendors.betterstack.baseUrl,
  healthchecks: vendors.healthchecks.baseUrl,
});

/** The input of program.ts for resources at only one vendor other than Sentry. */
export const onlyAt = (vendor: "uptimerobot" | "betterstack" | "healthchecks", vendors: Vendors): Wanted => ({
  organization: "acme",
  project: "web",
  note: "note-1",
  [vendor]: vendors[vendor].baseUrl,
});

/** The names of the objects that exist at the vendors: at Sentry by kind, otherwise by vendor. */
export const made = ({ sentry, uptimerobot, betterstack, healthchecks }: Vendors): Record<string, readonly string[]> => ({
  teams: sentry.objects.teams.map(({ slug }) => slug),
  projects: sentry.objects.projects.map(({ slug }) => slug),
  keys: sentry.objects.keys.map(({ label }) => label).sort(),
  // Sentry itself creates the detectors of the types `error` and `issue_stream`.
  detectors: sentry.objects.detectors
    .filter(({ type }) => type !== "error" && type !== "issue_stream")
    .map(({ name }) => name)
    .sort(),
  workflows: sentry.objects.workflows.map(({ name }) => name),
  uptimerobot: [
    ...uptimerobot.objects.monitors.map(({ friendlyName }) => friendlyName),
    ...uptimerobot.objects.statusPages.map(({ friendlyName }) => friendlyName),
    ...uptimerobot.objects.maintenanceWindows.map(({ name }) => name),
  ],
  betterstack: [
    ...betterstack.objects.monitors.map(({ pronounceable_name }) => String(pronounceable_name)),
    ...betterstack.objects.heartbeats.map(({ name }) => name),
    ...betterstack.objects.statusPages.map(({ subdomain }) => subdomain),
    ...betterstack.objects.sections.map(({ name }) => String(name)),
    ...betterstack.objects.resources.map(({ public_name }) => public_name),
  ],
  healthchecks: healthchecks.objects.checks.map(({ slug }) => slug),
});

const ofSentry = (round: string): Record<string, readonly string[]> => ({
  teams: [`shop-team${round}`],
  projects: [`web${round}`],
  keys: ["Default", "server"],
  detectors: ["many errors", "nightly", "shop is up"],
  workflows: [`tell on-call${round}`],
});
const noOthers = { uptimerobot: [], betterstack: [], healthchecks: [] };

/** The expected result of `made` after a run with this `round`: every object exists once, and no object of another round remains. */
export const everything = (round = ""): Record<string, readonly string[]> => ({
  ...ofSentry(round),
  uptimerobot: [`shop${round}`, `Shop${round}`, `nightly${round}`],
  betterstack: [`shop${round}`, `nightly${round}`, `shop-status${round}`, "Shop", "Web shop"],
  healthchecks: [`dead-mans-switch${round}`],
});
export const everythingOfSentry = { ...ofSentry(""), ...noOthers };
export const nothing = { teams: [], projects: [], keys: [], detectors: [], workflows: [], ...noOthers };

/** Delays every request, so that a kill interrupts requests in progress. */
export function slowDown(vendors: Vendors, ms: number): void {
  for (const { faults } of each(vendors)) faults.add({ kind: "latency", ms }, { times: Infinity });
}

/** The number of requests to all vendors, answered or dropped, except GET requests, which change no objects. */
export const writes = (vendors: Vendors): number =>
  each(vendors).reduce((sum, { requests }) => sum + requests.filter(({ method }) => method !== "GET").length, 0);

/** Requests that contain a token in the path or the body. A token belongs in a header. */
export const leaks = (vendors: Vendors): unknown[] => each(vendors).flatMap(({ requests }) => requests.filter(({ leaked }) => leaked));

/** The output of all runs, and the text of all files that the project's backend keeps. */
export const traces = (project: Pick<Project, "kept">, outputs: readonly { readonly output: string }[]): string =>
  [project.kept(), ...outputs.map(({ output }) => output)].join("\n");

/**
 * The number of objects at the vendors that are not in the state, as an interrupted run may leave them. Keys and detectors that Sentry
 * itself creates do not count.
 */
export function unknownTo(project: Project, { sentry, uptimerobot, betterstack, healthchecks }: Vendors): number {
  const known = project.vendorIds();
  const ids = [
    ...[...sentry.objects.teams, ...sentry.objects.projects].map(({ slug }) => slug),
    ...sentry.objects.keys.filter(({ label }) => label !== "Default").map(({ id }) => id),
    ...sentry.objects.detectors.filter(({ type }) => type !== "error" && type !== "issue_stream").map(({ id }) => id),
    ...[...sentry.objects.workflows, ...healthchecks.objects.checks].map(({ id }) => id),
    ...[uptimerobot.objects.monitors, uptimerobot.objects.statusPages, uptimerobot.objects.maintenanceWindows].flat().map(({ id }) => id),
    ...[betterstack.objects.monitors, betterstack.objects.heartbeats, betterstack.objects.statusPages].flat().map(({ id }) => id),
    ...[betterstack.objects.sections, betterstack.objects.resources].flat().map(({ id }) => id),
  ];
  return ids.filter((id) => !known.has(id)).length;
}
