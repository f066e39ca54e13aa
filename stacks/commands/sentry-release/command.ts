import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import type { Catalogue } from "../../../exporters/model/catalogue";
import { isUserError, UserError } from "../../config/errors";
import { applicationOf, cliEnvironment, releaseSteps } from "./release";

interface Options {
  readonly environment: string;
  readonly service: string;
  readonly release: string;
  readonly sourceMaps?: readonly string[];
  readonly urlPrefix?: string;
  readonly commits: boolean;
  readonly deploy: boolean;
  readonly tokenFile?: string;
  readonly url?: string;
  readonly dryRun?: boolean;
}

const cli = path.resolve(__dirname, "../../../node_modules/.bin/sentry-cli");

/**
 * The directory in which the user runs npm, normally the application's repository. npm itself changes to the root of the monitoring
 * repository.
 */
const here = process.env["INIT_CWD"] ?? process.cwd();

/**
 * Reads the token from the file, or from SENTRY_AUTH_TOKEN if no file is given. Throws UserError if the file cannot be read or there is no
 * token.
 */
function tokenOf(file: string | undefined): string {
  let text = process.env["SENTRY_AUTH_TOKEN"] ?? "";
  if (file !== undefined) {
    try {
      text = readFileSync(path.resolve(here, file), "utf8");
    } catch {
      throw new UserError(`--token-file: ${file} cannot be read; give the path of a file that contains only a Sentry token`);
    }
  }
  const token = text.trim();
  if (token === "")
    throw new UserError("No Sentry token: set SENTRY_AUTH_TOKEN, or give --token-file <path>. The token needs the scope org:ci.");
  return token;
}

function run(catalogue: Catalogue, options: Options): void {
  const declared = applicationOf(catalogue.view(options.environment), options.service);
  const application = { ...declared, url: options.url ?? declared.url };
  const steps = releaseSteps(application, { ...options, sourceMaps: options.sourceMaps ?? [] });
  const place = `${application.project} in ${application.organization} at ${application.url}`;
  if (options.dryRun === true) {
    console.log(`Would run for ${place}:\n${steps.map(({ args }) => `  sentry-cli ${args.join(" ")}`).join("\n")}`);
    return;
  }
  const env = { ...process.env, ...cliEnvironment(application, tokenOf(options.tokenFile)) };
  for (const { title, args } of steps) {
    const { status, error } = spawnSync(cli, args, { cwd: here, env, stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0)
      throw new UserError(
        `Sentry did not accept ${title} of ${options.release} for ${place} (${error?.message ?? `sentry-cli ended with ${status ?? "a signal"}`}). See its output above. Fix the cause and run the command again; what already exists is kept.`,
      );
  }
  console.log(`Release ${options.release} of ${options.service} is at Sentry: ${place}.`);
}

const describe = (): Command =>
  new Command("npm run sentry:release --")
    .description(
      "Creates a release at Sentry: source maps, commits, a deployment. Reads the token from SENTRY_AUTH_TOKEN or --token-file, never from an argument.",
    )
    .requiredOption("--environment <id>", "environment of the catalogue")
    .requiredOption("--service <system/service>", "service of the catalogue")
    .requiredOption("--release <name>", "name of the release, the same as in the application, like web@1.4.0")
    .option("--source-maps <folder...>", "folders with build output and source maps")
    .option("--url-prefix <prefix>", "prefix of the URLs of these files, like ~/_next")
    .option("--no-commits", "do not send the commits since the last release")
    .option("--no-deploy", "do not record a deployment to the environment")
    .option("--token-file <path>", "file that contains only the token")
    .option("--url <address>", "address of Sentry; default: the environment's")
    .option("--dry-run", "print what would be done, do nothing");

/** Runs `npm run sentry:release` for a service of the catalogue. For a user error, prints the message and sets exit code 1. */
export function sentryRelease(catalogue: () => Catalogue): void {
  try {
    run(catalogue(), describe().parse().opts<Options>());
  } catch (error) {
    if (!isUserError(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
