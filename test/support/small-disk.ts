import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";

const run = promisify(execFile);

/** Whether this process may mount a file system. Only root may. */
export const mayMount = process.getuid?.() === 0;

/** User and group of the stores in their containers. */
const user = 10_001;

/** A disk of a limited size, which belongs to the user of the stores. */
export interface SmallDisk {
  readonly folder: string;
  readonly resize: (mebibytes: number) => Promise<void>;
  /** Writes a file of this size, or of all free space. */
  readonly fill: (name: string, mebibytes?: number) => Promise<void>;
}

/** Creates a folder and mounts a tmpfs of this size on it. `cleanup` unmounts it. */
export async function mountDisk(cleanup: Cleanup, folder: string, mebibytes: number): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  await run("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m,mode=0755,uid=${user},gid=${user}`, "none", folder]);
  cleanup.add(async () => {
    await run("umount", ["--lazy", folder]);
  });
  return {
    folder,
    resize: async (size) => {
      await run("mount", ["-o", `remount,size=${size}m`, folder]);
    },
    fill: async (name, size) => {
      const file = path.join(folder, name);
      await writeFile(file, "");
      const count = size === undefined ? [] : [`count=${size}`];
      const full = /No space left/;
      await run("dd", ["if=/dev/zero", `of=${file}`, "bs=1M", ...count]).catch((error: unknown) => {
        if (size !== undefined || !full.test(String(error))) throw error;
      });
    },
  };
}

/** Command that runs a program as in its container: as the user of the stores, with a read-only root and without new privileges. */
export const confined = (program: string, args: readonly string[]): readonly [command: string, args: readonly string[]] => [
  "unshare",
  [
    "--mount",
    "sh",
    "-c",
    `mount -o remount,ro,bind / && exec setpriv --reuid=${user} --regid=${user} --clear-groups --no-new-privs "$@"`,
    "sh",
    program,
    ...args,
  ],
];
