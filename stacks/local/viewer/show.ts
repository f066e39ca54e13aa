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
 * Starts the viewer and returns it. Restarts a running viewer unless `unchanged` is true. Returns undefined if the stack publishes Grafana
 * or if the start fails with a UserError. The stack works without the viewer, so the UserError is printed and not thrown.
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
