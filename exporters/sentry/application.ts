import type { View } from "../model/catalogue";
import { inBrowsers, type SentryPlatform } from "../model/sentry-schema";
import { sentryServices, type SentryService } from "./projects";

/** How the names of variables begin that a framework passes on to code in browsers. */
const browserPrefixes: Partial<Record<SentryPlatform, string>> = { "javascript-nextjs": "NEXT_PUBLIC_", "javascript-react": "VITE_" };

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
  /**
   * Whether personal data, such as IP addresses, bodies and user names, may leave the application. The application itself must apply it: no SDK
   * reads the variable, and the SDKs' option of this name is gone (Node.js) or keeps bodies, queries and headers (Python). docs/sentry.md has the code.
   */
  readonly sendDefaultPii: boolean;
  /** Whether a build must upload source maps. */
  readonly sourceMaps: boolean;
  /** How names of variables for code in browsers begin; undefined where none runs there. */
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

/** Settings of every application of the environment that sends to Sentry, by project. */
export function sentryApplications(view: View): SentryApplication[] {
  const { sentry } = view.environment;
  return sentry === undefined ? [] : sentryServices(view).map((of) => applicationOf(view, of, sentry.organization, sentry.url));
}

/**
 * Variables that SDKs and builds read, and those of code in browsers, where nothing of the build is among them. A DSN is no password, but it lets
 * anybody send events: it is handled as a secret, and left out where it is undefined. `release` is named by the build, as by `npm run sentry:release`.
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
  if (/[\r\n]/.test(value)) throw new Error(`${name} holds a line break, which a .env file cannot`);
  return `${name}=${/^[\w./:@%+-]*$/.test(value) ? value : `"${value.replace(/["\\$`]/g, "\\$&")}"`}`;
};

/** A fragment of a `.env` file, for one service: what is appended to the application's own. `notes` are comments above the variables. */
export function envFragment(
  { system, service, environment }: SentryApplication,
  variables: Readonly<Record<string, string>>,
  notes: readonly string[] = [],
): string {
  const head = `Sentry of ${system}/${service} (${environment}); made from the catalogue.`;
  return [...[head, ...notes].map((note) => `# ${note}`), ...Object.entries(variables).map(line), ""].join("\n");
}
