import { startBetterStack } from "../../rest/fakes/betterstack";
import { startHealthchecks } from "../../rest/fakes/healthchecks";
import { startSentry } from "../../rest/fakes/sentry";
import { startUptimeRobot } from "../../rest/fakes/uptimerobot";
import type { Project } from "./project";
import type { Wanted } from "./wanted";

type SentryOptions = NonNullable<Parameters<typeof startSentry>[0]>;

/** A token that must be nowhere but in the secrets file. */
export const canary = "canary-9f3a7c51e2b84d06";

/** All vendors, running, with room for what the program makes. */
export interface Vendors {
  readonly sentry: Awaited<ReturnType<typeof startSentry>>;
  readonly uptimerobot: Awaited<ReturnType<typeof startUptimeRobot>>;
  readonly betterstack: Awaited<ReturnType<typeof startBetterStack>>;
  readonly healthchecks: Awaited<ReturnType<typeof startHealthchecks>>;
}

export async function startVendors(sentry: SentryOptions = {}): Promise<Vendors> {
  const token = canary;
  const slack = { id: "77", provider: "slack", name: "shop", configData: {} };
  return {
    sentry: await startSentry({ token, integrations: [slack], ...sentry }),
    uptimerobot: await startUptimeRobot({ token, rateLimit: { requests: 1000, windowMs: 60_000 } }),
    betterstack: await startBetterStack({ token }),
    healthchecks: await startHealthchecks({ token }),
  };
}

export const stopVendors = async (vendors: Vendors): Promise<void> => {
  for (const vendor of [vendors.sentry, vendors.uptimerobot, vendors.betterstack, vendors.healthchecks]) await vendor.stop();
};

export const tokens = {
  "sentry-token": canary,
  "uptimerobot-token": canary,
  "betterstack-token": canary,
  "healthchecks-token": canary,
};

/** Only Sentry: the vendor with the most to go wrong. */
export const sentryOnly = ({ sentry }: Vendors): Wanted => ({ sentry: sentry.url, organization: "acme", project: "web", note: "note-1" });

/** One of every kind of resource. */
export const allOf = (vendors: Vendors): Wanted => ({
  ...sentryOnly(vendors),
  uptimerobot: `${vendors.uptimerobot.url}/v3`,
  betterstack: `${vendors.betterstack.url}/api/v2`,
  healthchecks: `${vendors.healthchecks.url}/api/v3`,
});

/** What the program makes, by name: each must be there once. */
export const made = ({ sentry, uptimerobot, betterstack, healthchecks }: Vendors): Record<string, readonly string[]> => ({
  teams: sentry.objects.teams.map(({ slug }) => slug),
  projects: sentry.objects.projects.map(({ slug }) => slug),
  keys: sentry.objects.keys.map(({ label }) => label).sort(),
  // Sentry makes those of the other types itself.
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

const ofSentry = {
  teams: ["shop-team"],
  projects: ["web"],
  keys: ["Default", "server"],
  detectors: ["many errors", "nightly", "shop is up"],
  workflows: ["tell on-call"],
};
const ofOthers = {
  uptimerobot: ["shop", "Shop", "nightly"],
  betterstack: ["shop", "nightly", "shop-status", "Shop", "Web shop"],
  healthchecks: ["dead-mans-switch"],
};
const noOthers = { uptimerobot: [], betterstack: [], healthchecks: [] };

export const everything = { ...ofSentry, ...ofOthers };
export const everythingOfSentry = { ...ofSentry, ...noOthers };
export const nothing = { teams: [], projects: [], keys: [], detectors: [], workflows: [], ...noOthers };

/** How many requests changed something, at all vendors. */
export const writes = (vendors: Vendors): number =>
  [vendors.sentry, vendors.uptimerobot, vendors.betterstack, vendors.healthchecks]
    .flatMap(({ requests }) => requests)
    .filter(({ method }) => method !== "GET").length;

/** Requests in which a token stood where it must never be. */
export const leaks = (vendors: Vendors): unknown[] =>
  [vendors.sentry, vendors.uptimerobot, vendors.betterstack, vendors.healthchecks].flatMap(({ requests }) =>
    requests.filter(({ leaked }) => leaked),
  );

/** All that runs said and all that they kept. */
export const traces = (project: Project, outputs: readonly { readonly output: string }[]): string =>
  [project.kept(), ...outputs.map(({ output }) => output)].join("\n");
