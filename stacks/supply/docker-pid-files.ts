import { readFileSync, rmSync } from "node:fs";

/** The Docker daemon's pid files, each with the name of the process whose ID the file must contain. */
const pidFiles = [
  { file: "/var/run/docker.pid", program: "dockerd" },
  { file: "/var/run/docker/containerd/containerd.pid", program: "containerd" },
] as const;

/** Reads a file. Returns undefined when the file cannot be read. */
type Read = (file: string) => string | undefined;

const readIfThere: Read = (file) => {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
};

/**
 * Finds pid files whose process ID does not belong to the expected process. The files remain after a power-off or a restore from a
 * snapshot, and other processes can get the same IDs. The daemon then refuses to start.
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
