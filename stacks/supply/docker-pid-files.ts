import { readFileSync, rmSync } from "node:fs";

/** The Docker daemon's pid files, and the program that each process id must belong to. */
const pidFiles = [
  { file: "/var/run/docker.pid", program: "dockerd" },
  { file: "/var/run/docker/containerd/containerd.pid", program: "containerd" },
] as const;

/** Reads a file; `undefined` when there is none. */
type Read = (file: string) => string | undefined;

const readIfThere: Read = (file) => {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
};

/**
 * Pid files whose process id now belongs to a different program. After a power-off or a restore from a snapshot, the files remain and
 * the ids are reused. The daemon then refuses to start.
 */
export const stalePidFiles = (read: Read = readIfThere): string[] =>
  pidFiles
    .filter(({ file, program }) => {
      const pid = read(file);
      if (pid === undefined) return false;
      const running = read(`/proc/${pid}/comm`);
      return running !== program;
    })
    .map(({ file }) => file);

/** Removes stale pid files, so that the daemon can start. */
export function removeStalePidFiles(): void {
  for (const file of stalePidFiles()) rmSync(file, { force: true });
}
