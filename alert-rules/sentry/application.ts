import type { View } from "../../exporters/catalogue/catalogue";
import { inBrowsers } from "../../exporters/catalogue/sentry-schema";
import { sentryServices, type SentryService } from "./projects";

/** What an application is told, so that its SDK and its build send to the right project. */
export interface SentryApplication {
  /** Slug of the project. */
  readonly project: string;
  readonly system: string;
  readonly service: string;
  readonly environment: string;
  readonly organization: string;
  readonly url: string;
  /** Share of transactions sent, 0..1. */
  readonly tracesSampleRate: number;
  /** Whether the SDK adds personal data by itself, such as IP addresses and user names. */
  readonly sendDefaultPii: boolean;
  /** Whether a build must upload source maps. */
  readonly sourceMaps: boolean;
}

const applicationOf = (
  view: View,
  { slug, system, service, sentry }: SentryService,
  organization: string,
  url: string,
): SentryApplication => ({
  project: slug,
  system: system.id,
  service: service.name,
  environment: view.environment.id,
  organization,
  url,
  tracesSampleRate: sentry.sampleRate,
  sendDefaultPii: !sentry.scrubPii,
  sourceMaps: inBrowsers.has(sentry.platform) || sentry.platform.startsWith("node"),
});

/** Settings of every application of the environment that sends to Sentry, by project. */
export function sentryApplications(view: View): SentryApplication[] {
  const { sentry } = view.environment;
  return sentry === undefined ? [] : sentryServices(view).map((of) => applicationOf(view, of, sentry.organization, sentry.url));
}

/** Variables that SDKs and builds read. A DSN is no password, but it lets anybody send events: it is handled as a secret. `release` is named by the build, as by `npm run sentry:release`. */
export function sentryVariables(application: SentryApplication, dsn: string, release?: string): Record<string, string> {
  const { environment, project, organization, url, tracesSampleRate, sendDefaultPii, sourceMaps } = application;
  const shared = {
    SENTRY_DSN: dsn,
    SENTRY_ENVIRONMENT: environment,
    ...(release === undefined ? {} : { SENTRY_RELEASE: release }),
    SENTRY_TRACES_SAMPLE_RATE: String(tracesSampleRate),
    SENTRY_SEND_DEFAULT_PII: String(sendDefaultPii),
  };
  const build = { SENTRY_ORG: organization, SENTRY_PROJECT: project, SENTRY_URL: url };
  return sourceMaps ? { ...shared, ...build } : shared;
}

/** The variables of code that runs in browsers: frameworks pass only names that begin so. Nothing of the build is among them. */
export function browserVariables(variables: Readonly<Record<string, string>>, prefix: "NEXT_PUBLIC_" | "VITE_"): Record<string, string> {
  const build = ["SENTRY_ORG", "SENTRY_PROJECT", "SENTRY_URL"];
  return Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => !build.includes(name))
      .map(([name, value]) => [`${prefix}${name}`, value]),
  );
}

const line = ([name, value]: readonly [string, string]): string => {
  if (/[\r\n]/.test(value)) throw new Error(`${name} holds a line break, which a .env file cannot`);
  return `${name}=${/^[\w./:@%+-]*$/.test(value) ? value : `"${value.replace(/["\\$`]/g, "\\$&")}"`}`;
};

/** A fragment of a `.env` file, for one service: what is appended to the application's own. */
export function envFragment(application: SentryApplication, variables: Readonly<Record<string, string>>): string {
  const head = `# Sentry of ${application.system}/${application.service} (${application.environment}); made from the catalogue.`;
  return [head, ...Object.entries(variables).map(line), ""].join("\n");
}
