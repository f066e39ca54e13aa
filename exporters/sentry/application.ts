import type { View } from "../model/catalogue";
import { inBrowsers, type SentryPlatform } from "../model/sentry-schema";
import { servicesWithProject, type SentryService } from "./projects";

/** Prefix of the environment variables that a framework exposes to code in browsers, by platform. */
const browserPrefixes: Partial<Record<SentryPlatform, string>> = { "javascript-nextjs": "NEXT_PUBLIC_", "javascript-react": "VITE_" };

/** Settings that an application's SDK and build need to send data to the application's Sentry project. */
export interface SentryApplication {
  /** Slug of the Sentry project. */
  readonly project: string;
  readonly system: string;
  readonly service: string;
  readonly environment: string;
  readonly organization: string;
  readonly url: string;
  /** Share of transactions that the SDK sends, 0..1. */
  readonly tracesSampleRate: number;
  /**
   * Whether the application may send personal data, such as IP addresses, bodies and user names. No SDK reads the variable
   * `SENTRY_SEND_DEFAULT_PII`; the application must do so (docs/sentry.md has the code). The options of the SDKs are not enough: the
   * Node.js SDK has removed `sendDefaultPii`, and with `send_default_pii=False` the Python SDK still sends bodies, queries and headers.
   */
  readonly sendDefaultPii: boolean;
  /** Whether the application's build must upload source maps. */
  readonly sourceMaps: boolean;
  /** Prefix of the variables for code in browsers. Undefined if the application has no code in browsers. */
  readonly browserPrefix?: string | undefined;
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
  browserPrefix: browserPrefixes[sentry.platform],
});

/** Returns the settings of every application of the environment that sends to Sentry. */
export function sentryApplications(view: View): SentryApplication[] {
  const { sentry } = view.environment;
  return sentry === undefined ? [] : servicesWithProject(view).map((of) => applicationOf(view, of, sentry.organization, sentry.url));
}

/**
 * Returns the environment variables for an application's SDK and build. For code in browsers, the SDK's variables are repeated with the
 * prefix. Without `dsn` or `release`, their variables are left out. Treat a DSN as a secret, because anyone who has it can send events.
 * `release` is the release that the build passes to `npm run sentry:release`.
 */
export function sentryVariables(application: SentryApplication, dsn?: string, release?: string): Record<string, string> {
  const { environment, project, organization, url, tracesSampleRate, sendDefaultPii, sourceMaps, browserPrefix } = application;
  const shared = {
    ...(dsn === undefined ? {} : { SENTRY_DSN: dsn }),
    SENTRY_ENVIRONMENT: environment,
    ...(release === undefined ? {} : { SENTRY_RELEASE: release }),
    SENTRY_TRACES_SAMPLE_RATE: String(tracesSampleRate),
    SENTRY_SEND_DEFAULT_PII: String(sendDefaultPii),
  };
  const build = { SENTRY_ORG: organization, SENTRY_PROJECT: project, SENTRY_URL: url };
  const browser =
    browserPrefix === undefined
      ? {}
      : Object.fromEntries(Object.entries(shared).map(([name, value]) => [`${browserPrefix}${name}`, value]));
  return { ...shared, ...(sourceMaps ? build : {}), ...browser };
}

const line = ([name, value]: readonly [string, string]): string => {
  if (/[\r\n]/.test(value)) throw new Error(`${name} contains a line break, which a .env file does not support: remove the line break`);
  return `${name}=${/^[\w./:@%+-]*$/.test(value) ? value : `"${value.replace(/["\\$`]/g, "\\$&")}"`}`;
};

/**
 * Returns lines of a `.env` file for one service, to append to the application's file. `notes` are comments above the variables. Throws
 * Error for a value with a line break.
 */
export function envFragment(
  { system, service, environment }: SentryApplication,
  variables: Readonly<Record<string, string>>,
  notes: readonly string[] = [],
): string {
  const head = `Sentry of ${system}/${service} (${environment}); generated from the catalogue.`;
  return [...[head, ...notes].map((note) => `# ${note}`), ...Object.entries(variables).map(line), ""].join("\n");
}
