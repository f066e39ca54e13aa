import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { fixed, median, share, type Section } from "../section";

const sizes = [10, 1000, 10_000] as const;
const times = 3;
const target = { seconds: 10, mebibytes: 1024, ratio: 11 };
const result = z.object({ seconds: z.number(), mebibytes: z.number(), files: z.number(), bytes: z.number() });

async function once(root: string, services: number): Promise<z.infer<typeof result>> {
  const script = path.join(root, "test/bench/render-once.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, String(services)], { cwd: root });
  return result.parse(JSON.parse(stdout));
}

export const render: Section = {
  name: "render",
  title: "Rendering",
  about: `A new process renders every file of one environment from the source of the catalogue. The time is the median of ${times} runs. Target: ${sizes[2].toLocaleString("en")} services take at most ${target.seconds} s, ${target.mebibytes} MiB and ${target.ratio} times as long as 1,000 services.`,
  run: async ({ root, say }) => {
    const measured: { services: number; seconds: number; mebibytes: number; bytes: number }[] = [];
    for (const services of sizes) {
      const runs: z.infer<typeof result>[] = [];
      for (let time = 0; time < times; time += 1) runs.push(await once(root, services));
      const seconds = median(runs.map((run) => run.seconds));
      measured.push({ services, seconds, mebibytes: Math.max(...runs.map((run) => run.mebibytes)), bytes: runs[0]?.bytes ?? 0 });
      say(`${services} services: ${seconds.toFixed(2)} s`);
    }
    const thousand = measured[1]?.seconds ?? Number.NaN;
    return {
      head: ["services", "seconds", "time / time of 1,000", "peak memory, MiB", "rendered, MiB", "seconds, share of target"],
      rows: measured.map(({ services, seconds, mebibytes, bytes }) => [
        services.toLocaleString("en"),
        fixed(seconds, 2),
        fixed(seconds / thousand, 2),
        fixed(mebibytes, 0),
        fixed(bytes / 2 ** 20, 1),
        services === sizes[2] ? share(seconds, target.seconds) : "",
      ]),
    };
  },
};
