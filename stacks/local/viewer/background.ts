import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { UserError } from "../../config/errors";
import { getJson } from "../http";
import { readState, saveState, stateFile } from "../state-file";

/** Maximum time in seconds from the start of a viewer until it responds. */
const startsWithin = 30;
/** Maximum time in seconds to wait after SIGTERM until a viewer no longer responds. */
const endsWithin = 10;

const saved = z.object({ url: z.string(), pid: z.number().int().positive() });
const shown = z.object({
  pid: z.number().int().positive(),
  dashboards: z.array(z.object({ uid: z.string(), title: z.string() })),
});

/** A viewer that runs in the background. */
export interface RunningViewer {
  readonly url: string;
  readonly pid: number;
  /** The dashboards that the viewer shows. */
  readonly dashboards: readonly { readonly uid: string; readonly title: string }[];
}

const stateName = (stack: string): string => `viewer-${stack}`;

/** Returns the viewer at an address if its process has this ID; otherwise undefined. */
async function viewerAt(url: string, pid: number): Promise<RunningViewer | undefined> {
  const answer = shown.safeParse(await getJson(`${url}/api/viewer`));
  return answer.success && answer.data.pid === pid ? { ...answer.data, url } : undefined;
}

/** Returns the viewer that `npm run up` started for a stack. Undefined if there is no such viewer or it does not respond. */
export async function runningViewer(root: string, stack: string): Promise<RunningViewer | undefined> {
  const state = readState(root, stateName(stack), saved);
  return state === undefined ? undefined : viewerAt(state.url, state.pid);
}

/**
 * Starts `npm run view` with the given arguments in the background. The viewer writes to `.state/viewer-<stack>.log`. Throws UserError with
 * the log if the viewer exits, or if it does not respond within 30 s.
 */
export async function startInBackground(root: string, stack: string, args: readonly string[]): Promise<RunningViewer> {
  const log = path.join(root, ".state", `${stateName(stack)}.log`);
  mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
  const output = openSync(log, "w", 0o600);
  const child = spawn(process.execPath, ["--import", "tsx", "stacks/commands/view/main.ts", ...args], {
    cwd: root,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  child.unref();
  const deadline = Date.now() + startsWithin * 1000;
  while (child.exitCode === null && child.pid !== undefined && Date.now() < deadline) {
    const [, url] = /^Dashboards of \S+: (http:\S+)$/m.exec(readFileSync(log, "utf8")) ?? [];
    const viewer = url === undefined ? undefined : await viewerAt(url, child.pid);
    if (viewer !== undefined) {
      saveState(root, stateName(stack), { url: viewer.url, pid: viewer.pid });
      return viewer;
    }
    await sleep(200);
  }
  const ended = child.exitCode !== null;
  child.kill();
  throw new UserError(`The viewer ${ended ? "ended" : `did not respond within ${startsWithin} s`}:\n${readFileSync(log, "utf8").trim()}`);
}

/** Stops the viewer that `npm run up` started, by its process ID, if the viewer responds. Removes the viewer's state file. */
export async function endViewer(root: string, stack: string): Promise<void> {
  const viewer = await runningViewer(root, stack);
  if (viewer !== undefined) {
    process.kill(viewer.pid);
    const deadline = Date.now() + endsWithin * 1000;
    while ((await viewerAt(viewer.url, viewer.pid)) !== undefined && Date.now() < deadline) await sleep(100);
  }
  rmSync(stateFile(root, stateName(stack)), { force: true });
}
