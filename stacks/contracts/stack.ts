import { containerOf, docker } from "../local/docker";
import { targets } from "../local/prometheus";
import { mergeMetrics, readExposition, type Metrics } from "./exposition";

/** GET from inside the stack's network, by a program that is there: most programs are not published. */
async function fetchInside(container: string, url: string): Promise<string> {
  const script =
    "fetch(process.argv[1]).then(async (r) => { if (!r.ok) throw new Error(r.status); process.stdout.write(await r.text()); })";
  return docker("exec", container, "node", "-e", script, url);
}

/** Which program answers a target, by the target's labels. */
function programOf(labels: Readonly<Record<string, string>>): string {
  const { job = "", service = "" } = labels;
  if (job === "stack") return service;
  if (job === "probe") return "blackbox-exporter-probe";
  return job === "prom-client" || job === "bullmq" ? `demo-${service}` : job;
}

/** What every program of the running local stack exposes, by program; several targets of one program are merged. */
export async function stackMetrics(stack: string, prometheus: string, say: (line: string) => void): Promise<Map<string, Metrics>> {
  const inside = await containerOf(stack, "orders");
  const found = new Map<string, Metrics[]>();
  for (const { labels, scrapeUrl } of (await targets(prometheus)) ?? []) {
    const program = programOf(labels);
    const metrics = readExposition(await fetchInside(inside, scrapeUrl));
    say(`  ${program}: ${Object.keys(metrics).length} names from ${scrapeUrl}`);
    found.set(program, [...(found.get(program) ?? []), metrics]);
  }
  return new Map([...found].map(([program, all]) => [program, mergeMetrics(all)]));
}
