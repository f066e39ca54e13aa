import { existsSync } from "node:fs";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { startViewer, type Viewer, type ViewerOptions } from "../../local/viewer/server/main";
import { notAllowed } from "../../../exporters/model/object";
import { catalogue } from "../../../exporters/model/user-catalogue";
import { isUserError, UserError } from "../../config/errors";
import { watchedByEnvironment } from "../../config/settings";
import { secretsInFile, settingsInFile } from "../../config/settings-file";
import { preparePage } from "../../local/viewer/prepare";
import { repository } from "../../supply/paths";
import { readCredentials, sourcesOf, storeCredentials, withoutLogin, type Addresses } from "./sources";

/** Grafana's port. Links in notifications use this port, and the viewer can open these links. */
const usualPort = 3000;

interface Options extends Addresses {
  readonly env: string;
  readonly stack?: string;
  readonly port?: number;
  readonly credentials?: string;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("It must be a number from 0 to 65535.");
  return port;
}

const isInUse = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "EADDRINUSE";

/** Starts the viewer on the given port. Without a port, uses Grafana's port, or any free port if Grafana's port is in use. */
async function start(options: Omit<ViewerOptions, "port">, port: number | undefined): Promise<Viewer> {
  try {
    return await startViewer({ ...options, port: port ?? usualPort });
  } catch (error) {
    if (!isInUse(error)) throw error;
    if (port !== undefined)
      throw new UserError(`--port: port ${port} on this machine is already in use. Choose another one, or 0 for a free one.`);
    console.error(`Port ${usualPort} is in use, so links in notifications do not lead here.`);
    return startViewer({ ...options, port: 0 });
  }
}

async function main(): Promise<void> {
  const options = new Command("npm run view --")
    .description(
      "Shows the dashboards of an environment with live data in a browser, without Grafana. It only reads, and only this machine can reach it.",
    )
    .option("--env <environment>", "environment whose dashboards are shown", "local")
    .option("--stack <name>", "stack with the ports and the passwords of the stores; default: the name of the environment")
    .option("--prometheus <address>", "address of Prometheus; default: the port in Pulumi.<environment>.yaml")
    .option("--logs <address>", "address of Loki or VictoriaLogs; default: the port in Pulumi.<environment>.yaml")
    .option("--traces <address>", "address of Tempo or Jaeger; default: the port in Pulumi.<environment>.yaml")
    .option("--credentials <file>", 'JSON file with values of the header Authorization, such as {"prometheus": "Bearer <token>"}')
    .option("--port <number>", `port on 127.0.0.1; default: ${usualPort}, or a free one`, portOf)
    .parse()
    .opts<Options>();
  const all = catalogue();
  if (!all.environmentIds.includes(options.env))
    throw new UserError(`--env: ${notAllowed(options.env, all.environmentIds, "environments")}`);
  const dashboards = path.join(repository, "dashboards/rendered", options.env, "dashboards");
  if (!existsSync(dashboards)) throw new UserError(`${path.relative(repository, dashboards)} does not exist. Run \`npm run render\`.`);
  const { environment } = all.view(options.env);
  const { stack = options.env } = options;
  const hasStack = options.stack !== undefined || existsSync(path.join(repository, `Pulumi.${stack}.yaml`));
  const settings = hasStack ? settingsInFile(repository, watchedByEnvironment(all), stack) : undefined;
  if (options.stack !== undefined && settings?.environment !== options.env)
    throw new UserError(
      `--stack: ${stack} deploys the environment ${settings?.environment ?? ""}. Add --env ${settings?.environment ?? ""}.`,
    );
  const given = options.credentials === undefined ? {} : readCredentials(options.credentials);
  const published = settings?.target === "docker" ? settings.ports : {};
  const open = withoutLogin(sourcesOf(options, environment.stores, published, given), environment.stores);
  const own = open.length > 0 && hasStack ? storeCredentials(environment.stores, secretsInFile(repository, stack), options) : {};
  const sources = sourcesOf(options, environment.stores, published, { ...own, ...given });
  if (sources.length === 0)
    throw new UserError(
      `No data source of ${options.env} is published on this machine. Give the address of one, for example --prometheus http://127.0.0.1:9090.`,
    );
  const page = await preparePage();
  const viewer = await start(
    { environment: options.env, dashboards, page, sources, scrapeSeconds: environment.scrapeInterval },
    options.port,
  );
  console.log(`Dashboards of ${options.env}: ${viewer.url}`);
  for (const { uid, url } of sources) console.log(`  ${uid}: ${url}`);
  for (const uid of withoutLogin(sources, environment.stores))
    console.log(
      `  ${uid} requires a password. The viewer uses passwords of the stack ${stack} only at addresses of this machine, and only from a secrets file. Give it with --credentials.`,
    );
  console.log("Ctrl-C ends it.");
}

main().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
