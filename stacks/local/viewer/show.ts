import { isUserError } from "../../config/errors";
import type { Programs } from "../programs";
import { endViewer, runningViewer, startInBackground, type RunningViewer } from "./background";
import { preparePage } from "./prepare";
import { optionNames, sourceTypeOf, type Stores } from "./source-options";

interface Shown {
  readonly root: string;
  readonly stack: string;
  readonly environment: string;
  readonly stores: Stores;
  readonly programs: Programs;
}

/**
 * Starts the viewer if the stack publishes no Grafana, and returns it. Restarts a running viewer unless `unchanged` is true. The stack
 * works without the viewer, so the function prints a UserError and does not throw it.
 */
export async function showDashboards(
  { root, stack, environment, stores, programs }: Shown,
  unchanged: boolean,
  say: (line: string) => void,
): Promise<RunningViewer | undefined> {
  if (programs.url("grafana") !== undefined) return undefined;
  const running = await runningViewer(root, stack);
  if (running !== undefined && unchanged) return running;
  const addresses = optionNames.flatMap((option) => {
    const url = programs.url(sourceTypeOf(option, stores));
    return url === undefined ? [] : [`--${option}`, url];
  });
  try {
    await preparePage();
    await endViewer(root, stack);
    return await startInBackground(root, stack, ["--env", environment, "--stack", stack, ...addresses]);
  } catch (error) {
    if (!isUserError(error)) throw error;
    say(`The dashboards are not shown. ${error.message}\nTry \`npm run view -- --env ${environment}\`.`);
    return undefined;
  }
}
