import { readFile } from "node:fs/promises";

/** CPU time of a process in seconds. The kernel counts it in hundredths. */
export async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The most memory that a process has used since its start, in MiB. */
export async function peakMiB(pid: number): Promise<number> {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
  if (found === undefined) throw new Error(`The kernel reports no peak memory of process ${pid}.`);
  return Number(found) / 1024;
}
