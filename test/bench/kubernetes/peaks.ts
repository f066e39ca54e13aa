import { readFileSync, readdirSync } from "node:fs";

/** The processes of a Pulumi command, and a pattern for the command line of each. */
const programs = {
  "the Pulumi program": /@pulumi\/pulumi\/cmd\/run\//,
  "the Kubernetes plugin": /pulumi-resource-kubernetes/,
  "the CLI": /\/pulumi\0(?:up|preview|destroy)\0/,
} as const;
export type Program = keyof typeof programs;

interface Process {
  readonly parent: number;
  readonly command: string;
  /** Peak memory in MiB. */
  readonly peak: number;
}

function processOf(pid: string): Process | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return { parent: field("PPid"), command: readFileSync(`/proc/${pid}/cmdline`, "utf8"), peak: field("VmHWM") / 1024 };
  } catch {
    // The process has ended.
    return undefined;
  }
}

/** Runs `work`. Returns its result and the peak memory in MiB of each of `programs` that it started, read from /proc every 200 ms. */
export async function withPeaks<T>(work: () => Promise<T>): Promise<{ result: T; peaks: Partial<Record<Program, number>> }> {
  const peaks: Partial<Record<Program, number>> = {};
  const look = (): void => {
    const all = new Map(
      readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .flatMap((name) => {
          const found = processOf(name);
          return found === undefined ? [] : [[Number(name), found] as const];
        }),
    );
    const ours = (pid: number): boolean => pid === process.pid || (pid > 1 && ours(all.get(pid)?.parent ?? 0));
    for (const [pid, { command, peak }] of all)
      for (const [name, pattern] of Object.entries(programs) as [Program, RegExp][])
        if (pattern.test(command) && ours(pid)) peaks[name] = Math.max(peaks[name] ?? 0, peak);
  };
  const timer = setInterval(look, 200);
  try {
    return { result: await work(), peaks };
  } finally {
    clearInterval(timer);
  }
}
