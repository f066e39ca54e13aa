import { sentryApplications, type SentryApplication } from "../../../exporters/sentry/application";
import type { View } from "../../../exporters/model/catalogue";
import { notAllowed } from "../../../exporters/model/object";
import { UserError } from "../../config/errors";

/** What a release is made of. */
export interface ReleaseOptions {
  /** Name of the release, as the running application names it too, like `web@1.4.0`. */
  readonly release: string;
  /** Folders with the built files and their source maps; only for services that have some. */
  readonly sourceMaps: readonly string[];
  /** Where the files are served, as stack traces name them, like `~/_next`. */
  readonly urlPrefix?: string | undefined;
  /** Whether the commits since the last release are named, read from the git repository one stands in. */
  readonly commits: boolean;
  /** Whether a deployment to the environment is noted. */
  readonly deploy: boolean;
}

/** One call of sentry-cli. */
export interface Step {
  readonly title: string;
  readonly args: readonly string[];
}

/** The application of a service, by `<system>/<service>`. Throws UserError with the services there are. */
export function applicationOf(view: View, service: string): SentryApplication {
  const applications = sentryApplications(view);
  const found = applications.find((application) => `${application.system}/${application.service}` === service);
  if (found !== undefined) return found;
  const names = applications.map((application) => `${application.system}/${application.service}`);
  throw new UserError(`--service: ${notAllowed(service, names, `services of ${view.environment.id} with a project at Sentry`)}`);
}

/** The calls that make a release, in order. Throws UserError for what Sentry would refuse. */
export function releaseSteps(application: SentryApplication, options: ReleaseOptions): Step[] {
  const { release, sourceMaps, urlPrefix, commits, deploy } = options;
  if (!/^(?!\.{1,2}$)[^\s/\\]{1,200}$/.test(release))
    throw new UserError(
      `--release: got ${JSON.stringify(release)}; 1 to 200 characters without spaces and slashes are wanted, like "web@1.4.0"`,
    );
  if (sourceMaps.length > 0 && !application.sourceMaps)
    throw new UserError(`--source-maps: ${application.system}/${application.service} has none to upload; leave it out`);
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

/** Variables of sentry-cli. The token stands here and nowhere else: never in an argument, never in a file that is written. */
export const cliEnvironment = ({ url, organization, project }: SentryApplication, token: string): Record<string, string> => ({
  SENTRY_URL: url,
  SENTRY_ORG: organization,
  SENTRY_PROJECT: project,
  SENTRY_AUTH_TOKEN: token,
  SENTRY_LOAD_DOTENV: "0",
});
