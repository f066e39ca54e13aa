import { sentryApplications, type SentryApplication } from "../../../exporters/sentry/application";
import type { View } from "../../../exporters/model/catalogue";
import { notAllowed } from "../../../exporters/model/object";
import { UserError } from "../../config/errors";

/** What to send to Sentry for a release. */
export interface ReleaseOptions {
  /** Name of the release, like `web@1.4.0`. It must equal the release name in the running application. */
  readonly release: string;
  /** Folders with build output and source maps. Must be empty for services without source maps. */
  readonly sourceMaps: readonly string[];
  /** Prefix of the URLs of the build output in stack traces, like `~/_next`. `~` stands for scheme and host. */
  readonly urlPrefix?: string | undefined;
  /** Whether to send the commits since the previous release, from the git repository in the working directory. */
  readonly commits: boolean;
  /** Whether to record a deployment to the environment. */
  readonly deploy: boolean;
}

/** One call of sentry-cli. */
export interface Step {
  readonly title: string;
  readonly args: readonly string[];
}

/** Finds the application of the service `<system>/<service>`. Throws UserError for a service without a Sentry project. */
export function applicationOf(view: View, service: string): SentryApplication {
  const applications = sentryApplications(view);
  const found = applications.find((application) => `${application.system}/${application.service}` === service);
  if (found !== undefined) return found;
  const names = applications.map((application) => `${application.system}/${application.service}`);
  throw new UserError(`--service: ${notAllowed(service, names, `services of ${view.environment.id} with a Sentry project`)}`);
}

/**
 * The sentry-cli calls for a release, in order. Throws UserError for an invalid release name, and for source maps of a service that has
 * none.
 */
export function releaseSteps(application: SentryApplication, options: ReleaseOptions): Step[] {
  const { release, sourceMaps, urlPrefix, commits, deploy } = options;
  if (!/^(?!\.{1,2}$)[^\s/\\]{1,200}$/.test(release))
    throw new UserError(
      `--release: got ${JSON.stringify(release)}; expected 1 to 200 characters without spaces and slashes, like "web@1.4.0"`,
    );
  if (sourceMaps.length > 0 && !application.sourceMaps)
    throw new UserError(`--source-maps: ${application.system}/${application.service} has no source maps to upload; leave it out`);
  return [
    { title: "the release", args: ["releases", "new", release] },
    ...(sourceMaps.length === 0
      ? []
      : [
          {
            title: "source maps",
            args: [
              "sourcemaps",
              "upload",
              "--release",
              release,
              ...(urlPrefix === undefined ? [] : ["--url-prefix", urlPrefix]),
              ...sourceMaps,
            ],
          },
        ]),
    ...(commits ? [{ title: "commits", args: ["releases", "set-commits", release, "--auto", "--ignore-missing"] }] : []),
    { title: "the end of the release", args: ["releases", "finalize", release] },
    ...(deploy ? [{ title: "the deployment", args: ["deploys", "new", "--release", release, "--env", application.environment] }] : []),
  ];
}

/** Environment variables of sentry-cli. They contain the token, so that no argument contains it. */
export const cliEnvironment = ({ url, organization, project }: SentryApplication, token: string): Record<string, string> => ({
  SENTRY_URL: url,
  SENTRY_ORG: organization,
  SENTRY_PROJECT: project,
  SENTRY_AUTH_TOKEN: token,
  SENTRY_LOAD_DOTENV: "0",
});
