import { isUserError } from "../../config/errors";
import type { Programs } from "../programs";
import { endViewer, runningViewer, startInBackground, type RunningViewer } from "./background";
import { preparePage } from "./prepare";
import { optionNames, sourceTypeOf, type Stores } from "./source-options";

/** The stack whose dashboards are shown. */
interface Shown {
  readonly root: string;
  readonly stack: string;
  readonly environment: string;
  readonly stores: Stores;
  readonly programs: Programs;
}

/**
 * Starts the viewer and returns it; undefined if the stack publishes Grafana or the viewer cannot start. Restarts a running viewer unless
 * `unchanged` is true. The stack works without the viewer, so a UserError is only reported with `say`.
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
    return await startInBackground(root, stack, ["--env", environment, ...addresses]);
  } catch (error) {
    if (!isUserError(error)) throw error;
    say(`The dashboards are not shown. ${error.message}\nTry \`npm run view -- --env ${environment}\`.`);
    return undefined;
  }
}
