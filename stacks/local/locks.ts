import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import { UserError } from "../config/errors";
import { dockerClient } from "../deploy/docker/preflight";
import { removeOrphans } from "../deploy/docker/orphans";
import { pulumi, type PulumiCall } from "./pulumi";

const lock = z.object({ pid: z.number(), hostname: z.string().optional() });

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Process IDs of the Pulumi CLIs that run on this machine and hold a lock on the local state. */
export function liveLocks(root: string): number[] {
  const folder = path.join(root, ".state/pulumi/.pulumi/locks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const parsed = lock.safeParse(JSON.parse(readFileSync(path.join(entry.parentPath, entry.name), "utf8")));
    return parsed.success && (parsed.data.hostname ?? hostname()) === hostname() && alive(parsed.data.pid) ? [parsed.data.pid] : [];
  });
}

/** Removes the lock and the orphaned resources that a killed run left. Throws UserError while another run is active. */
export async function freeStack(call: PulumiCall, stack: string, say: (line: string) => void): Promise<void> {
  const [pid] = liveLocks(call.root);
  if (pid !== undefined)
    throw new UserError(`Another \`pulumi\` (process ${pid}) is running on a local stack. Wait until it ends, then run this again.`);
  await pulumi(call, ["cancel", "--yes", "--stack", stack]).catch(() => undefined);
  const ask = dockerClient(process.env["DOCKER_HOST"] ?? "unix:///var/run/docker.sock");
  if (ask === undefined) return;
  const removed = await removeOrphans(stack, await pulumi(call, ["stack", "export", "--stack", stack]), ask);
  if (removed.length > 0) say(`Removed leftovers of an interrupted run: ${removed.map(({ kind, name }) => `${kind} ${name}`).join(", ")}.`);
}
