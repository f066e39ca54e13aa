import { isUserError } from "../../config/errors";
import type { Programs } from "../programs";
import { endViewer, runningViewer, startInBackground, type RunningViewer } from "./background";
import { preparePage } from "./prepare";

/** The stack whose dashboards are shown. */
interface Shown {
  readonly root: string;
  readonly stack: string;
  readonly environment: string;
  readonly programs: Programs;
}

/** The options of `npm run view` that name the data sources, and the programs that serve them. */
const sources = [
  ["--prometheus", "prometheus"],
  ["--logs", "loki"],
  ["--traces", "tempo"],
] as const;

/**
 * Starts the viewer if the stack publishes no Grafana, and returns it. A viewer that already runs is kept if nothing has changed, and
 * otherwise started again. Without the viewer the stack works: a failure is reported and does not stop `npm run up`.
 */
export async function showDashboards(
  { root, stack, environment, programs }: Shown,
  unchanged: boolean,
  say: (line: string) => void,
): Promise<RunningViewer | undefined> {
  if (programs.url("grafana") !== undefined) return undefined;
  const running = await runningViewer(root, stack);
  if (running !== undefined && unchanged) return running;
  const addresses = sources.flatMap(([option, program]) => {
    const url = programs.url(program);
    return url === undefined ? [] : [option, url];
  });
  try {
    await preparePage();
    await endViewer(root, stack);
    return await startInBackground(root, stack, ["--env", environment, ...addresses]);
  } catch (error) {
    if (!isUserError(error)) throw error;
    say(`The dashboards are not shown. ${error.message}\nTry \`npm run view -- --env ${environment}\`.`);
    return undefined;
  }
}
