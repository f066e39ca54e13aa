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

/** Where the command was given: npm starts it in this folder, but sources and commits are the application's. */
const here = process.env["INIT_CWD"] ?? process.cwd();

/** The token, from a file or the environment. */
function tokenOf(file: string | undefined): string {
  let text = process.env["SENTRY_AUTH_TOKEN"] ?? "";
  if (file !== undefined) {
    try {
      text = readFileSync(path.resolve(here, file), "utf8");
    } catch {
      throw new UserError(`--token-file: ${file} cannot be read; give the path of a file that holds a token of Sentry and nothing else`);
    }
  }
  const token = text.trim();
  if (token === "")
    throw new UserError("No token of Sentry: set SENTRY_AUTH_TOKEN, or give --token-file <path>. It needs the scope org:ci.");
  return token;
}

function run(catalogue: Catalogue, options: Options): void {
  const declared = applicationOf(catalogue.view(options.environment), options.service);
  const application = { ...declared, url: options.url ?? declared.url };
  const steps = releaseSteps(application, { ...options, sourceMaps: options.sourceMaps ?? [] });
  const told = `${application.project} in ${application.organization} at ${application.url}`;
  if (options.dryRun === true) {
    console.log(`Would tell ${told}:\n${steps.map(({ args }) => `  sentry-cli ${args.join(" ")}`).join("\n")}`);
    return;
  }
  const env = { ...process.env, ...cliEnvironment(application, tokenOf(options.tokenFile)) };
  for (const { title, args } of steps) {
    const { status, error } = spawnSync(cli, args, { cwd: here, env, stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0)
      throw new UserError(
        `Sentry did not take ${title} of ${options.release} (${error?.message ?? `sentry-cli ended with ${status ?? "a signal"}`}). Told was ${told}. Its words stand above; run the command again when it is mended: what is there already is kept.`,
      );
  }
  console.log(`Release ${options.release} of ${options.service} is at Sentry: ${told}.`);
}

const describe = (): Command =>
  new Command("npm run sentry:release --")
    .description(
      "Tells Sentry of a release: source maps, commits, a deployment. The token is read from SENTRY_AUTH_TOKEN or --token-file, never from an argument.",
    )
    .requiredOption("--environment <id>", "environment of the catalogue")
    .requiredOption("--service <system/service>", "service of the catalogue")
    .requiredOption("--release <name>", "name of the release, as the application is told it too, like web@1.4.0")
    .option("--source-maps <folder...>", "folders with built files and their source maps")
    .option("--url-prefix <prefix>", "where these files are served, like ~/_next")
    .option("--no-commits", "leave the commits since the last release out")
    .option("--no-deploy", "note no deployment to the environment")
    .option("--token-file <path>", "file that holds the token and nothing else")
    .option("--url <address>", "another Sentry than the environment's")
    .option("--dry-run", "say what would be done, and do nothing");

/** `npm run sentry:release` for the services of a catalogue. A mistake is printed, and the process ends with 1. */
export function sentryRelease(catalogue: () => Catalogue): void {
  try {
    run(catalogue(), describe().parse().opts<Options>());
  } catch (error) {
    if (!isUserError(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
