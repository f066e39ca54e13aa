import { programOfInstance } from "../../../exporters/programs";
import { UserError } from "../../../stacks/config/errors";
import { docker, programsOf } from "../../../stacks/local/docker";
import { localStack } from "../../../stacks/local/stack";
import { fixed, share, type Section } from "../section";

/** Target: maximum memory of all shared programs together, in MiB. */
const mostShared = 400;

/** Name of the demo's load generator. */
const loadGenerator = "loadgen";

const units: Readonly<Record<string, number>> = { B: 2 ** -20, KiB: 2 ** -10, MiB: 1, GiB: 2 ** 10 };

/** postgres_exporter and redis_exporter run once per monitored server. All other programs outside the demo are shared. */
function kind(instance: string): "shared" | "exporter" | "demo" {
  const program = programOfInstance(instance);
  if (program === undefined || program.demo === true) return "demo";
  return ["postgres-exporter", "redis-exporter"].includes(program.name) ? "exporter" : "shared";
}

function mebibytes(text: string): number {
  const [, value, unit] = /^([\d.]+)([A-Za-z]+)/.exec(text) ?? [];
  return Number(value) * (units[unit ?? ""] ?? Number.NaN);
}

/** Returns the memory of each of the stack's programs in MiB, from one call of `docker stats`. */
async function used(): Promise<{ program: string; memory: number }[]> {
  const programs = new Map((await programsOf(localStack)).map(({ id, workload }) => [id, workload]));
  if (programs.size === 0) throw new UserError("No container of the stack runs; start it with `npm run up`.");
  const stats = await docker("stats", "--no-stream", "--format", "{{.ID}} {{.MemUsage}}", ...programs.keys());
  return stats.split("\n").map((row) => {
    const [id = "", usage = ""] = row.split(" ");
    return { program: programs.get(id) ?? id, memory: mebibytes(usage) };
  });
}

/** Returns how long the stack's Prometheus has run, in minutes. Programs need more memory after hours than after minutes. */
async function age(): Promise<number> {
  const prometheus = (await programsOf(localStack)).find(({ workload }) => workload === "prometheus");
  if (prometheus === undefined) throw new UserError("Prometheus of the stack does not run; start it with `npm run up`.");
  const started = await docker("inspect", "--format", "{{.State.StartedAt}}", prometheus.id);
  return (Date.now() - Date.parse(started)) / 60_000;
}

export const memory: Section = {
  name: "memory",
  title: "Memory of the programs",
  about: `The table shows the memory of each program of the running stack \`${localStack}\`, read once with \`docker stats\`. The kind \`exporter\` contains postgres_exporter and redis_exporter, which run once for each monitored database. All other programs of the stack outside the demo are shared. Target: the shared programs need at most ${mostShared} MiB. For comparison: with the settings of their quick-start guides, the programs other than Loki, Tempo and Grafana use 185 to 200 MiB in total.`,
  run: async () => {
    const programs = (await used()).sort((a, b) => b.memory - a.memory);
    const minutes = await age();
    const sum = (some: readonly { memory: number }[]) => some.reduce((total, { memory: more }) => total + more, 0);
    const sumOf = (of: string): number => sum(programs.filter(({ program }) => kind(program) === of));
    return {
      head: ["program", "kind", "MiB"],
      rows: [
        ...programs.map(({ program, memory: value }) => [program, kind(program), fixed(value)]),
        ...["shared", "exporter", "demo"].map((of) => ["**sum**", of, fixed(sumOf(of))]),
      ],
      notes: [
        `The shared programs need ${share(sumOf("shared"), mostShared)}.`,
        `The stack had run for ${fixed(minutes, 0)} min.`,
        programs.some(({ program }) => program === loadGenerator)
          ? "The demo's load generator runs."
          : "The demo's load generator was stopped before, so the programs are idle except for scrapes, checks and the work of the demo.",
      ],
    };
  },
};
