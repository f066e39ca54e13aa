import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { pulumi, selectStack } from "../../../stacks/local/pulumi";
import { localPulumi, localStack } from "../../../stacks/local/stack";
import { fixed, median, share, type Section } from "../section";

const times = 5;
const targetMs = 600;
const line = z.object({ firstResourceMs: z.number(), cpuMs: z.number() });

export const programStart: Section = {
  name: "program-start",
  title: "Program start to first resource",
  about: `This section measures \`pulumi preview\` of the stack \`${localStack}\`. The table shows the time from the start of Node until the Pulumi program registers its first resource. The first run fills the caches. The row \`later\` has the median of ${times} runs. Target: ${targetMs / 1000} s.`,
  run: async ({ root, say }) => {
    const call = await localPulumi(root);
    await selectStack(call, localStack);
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-bench-"));
    try {
      const file = path.join(folder, "timing");
      const timed = { ...call, env: { ...call.env, MONITORING_TIMING: file } };
      const whole: number[] = [];
      for (let time = 0; time <= times; time += 1) {
        const started = Date.now();
        await pulumi(timed, ["preview", "--non-interactive", "--stack", localStack, "--suppress-outputs"]);
        whole.push((Date.now() - started) / 1000);
        say(`preview ${time} of ${times}: ${fixed(whole.at(-1))} s`);
      }
      const runs = readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((text) => line.parse(JSON.parse(text)));
      const [cold, ...warm] = runs;
      const first = median(warm.map((run) => run.firstResourceMs));
      const row = (name: string, ms: number, cpu: number, seconds: number) => [
        name,
        fixed(ms, 0),
        fixed(cpu, 0),
        fixed(seconds),
        share(ms, targetMs),
      ];
      return {
        head: ["run", "first resource after, ms", "CPU until then, ms", "whole preview, s", "share"],
        rows: [
          row("first", cold?.firstResourceMs ?? Number.NaN, cold?.cpuMs ?? Number.NaN, whole[0] ?? Number.NaN),
          row("later", first, median(warm.map((run) => run.cpuMs)), median(whole.slice(1))),
        ],
        notes: ["The first run also compiles the Pulumi program if a source has changed."],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
