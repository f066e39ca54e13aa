import { startSentry } from "../../rest/fakes/sentry";
import type { Project } from "./project";
import type { Wanted } from "./wanted";

type Sentry = Awaited<ReturnType<typeof startSentry>>;
type SentryOptions = NonNullable<Parameters<typeof startSentry>[0]>;

/** A token that must be nowhere but in the secrets file. */
export const canary = "canary-9f3a7c51e2b84d06";

/** Sentry with room for what the program makes, and an installed Slack. */
export const sentryFor = (options: SentryOptions = {}): Promise<Sentry> =>
  startSentry({ token: canary, integrations: [{ id: "77", provider: "slack", name: "shop", configData: {} }], ...options });

export const wantedOf = (sentry: Sentry): Wanted => ({ sentry: sentry.url, organization: "acme", project: "web", note: "note-1" });

/** What the program makes in Sentry, by name: each must be there once. */
export const made = ({ objects }: Sentry): Record<string, readonly string[]> => ({
  teams: objects.teams.map(({ slug }) => slug),
  projects: objects.projects.map(({ slug }) => slug),
  keys: objects.keys.map(({ label }) => label).sort(),
  detectors: objects.detectors
    .filter(({ type }) => type !== "error" && type !== "issue_stream")
    .map(({ name }) => name)
    .sort(),
  workflows: objects.workflows.map(({ name }) => name),
});

export const everything = {
  teams: ["shop-team"],
  projects: ["web"],
  keys: ["Default", "server"],
  detectors: ["many errors", "nightly", "shop is up"],
  workflows: ["tell on-call"],
};

export const nothing = { teams: [], projects: [], keys: [], detectors: [], workflows: [] };

/** All that a run said and all that it kept. */
export const traces = (project: Project, outputs: readonly { readonly output: string }[]): string =>
  [project.kept(), ...outputs.map(({ output }) => output)].join("\n");
