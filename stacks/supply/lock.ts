import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync, linkSync } from "node:fs";
import path from "node:path";

interface Holder {
  readonly pid: number;
  /** Start time of the process, as the kernel reports it. A different start time shows that the process ID was reused. */
  readonly began: string;
}

const began = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
};

/** The process that holds the lock; undefined when no process holds it, or when the process has ended. */
export function holderOf(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8")) as Holder;
    process.kill(holder.pid, 0);
    return holder.began === began(holder.pid) ? holder : undefined;
  } catch (error) {
    // EPERM means that the process runs as a different user.
    return (error as NodeJS.ErrnoException).code === "EPERM" ? (JSON.parse(readFileSync(file, "utf8")) as Holder) : undefined;
  }
}

/** Tries to take the lock. A lock whose process has ended counts as free. Returns whether this process now holds it. */
export function tryLock(file: string): boolean {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, began: began(process.pid) } satisfies Holder));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // A link is created atomically, so no process reads an incomplete lock file.
        linkSync(own, file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        if (holderOf(file) !== undefined) return false;
        removeStale(file);
      }
    }
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function removeStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    // Another process may have taken the lock between the check and the rename. If so, give the lock back.
    if (holderOf(aside) !== undefined) linkSync(aside, file);
  } catch {
    // Another process has already removed the stale lock, or has taken the lock since the rename.
  }
  rmSync(aside, { force: true });
}

/** Runs `work` while holding the lock. If another process holds it, calls `onWait` once with that process's ID and waits. */
export async function withLock<T>(file: string, work: () => Promise<T>, onWait: (pid: number) => void = () => undefined): Promise<T> {
  let notified = false;
  while (!tryLock(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && !notified) {
      notified = true;
      onWait(holder.pid);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
