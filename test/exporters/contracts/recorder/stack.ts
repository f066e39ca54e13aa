import { z } from "zod";
import { UserError } from "../../../../stacks/config/errors";
import { containerOf, docker } from "../../../../stacks/local/docker";
import { mergeMetrics, readExposition, type Metrics } from "./exposition";
import { isRecordedOfStack, type Program } from "./programs";
import type { Api } from "./series";

/** Prometheus' Accept header. Some programs name counters differently depending on this header. */
const accept =
  "application/openmetrics-text;version=1.0.0;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
const get = `
  const [url, accept] = process.argv.slice(1);
  fetch(url, { headers: { accept }, signal: AbortSignal.timeout(20000) }).then(async (answer) => {
    if (!answer.ok) throw new Error("HTTP " + answer.status);
    process.stdout.write(await answer.text());
  });`;

/** Sends a GET request from a container in the stack's network, because most programs publish no port. */
const fetchInside = (container: string, url: string): Promise<string> => docker("exec", container, "node", "-e", get, url, accept);

const targetsAnswer = z.object({
  data: z.object({ activeTargets: z.array(z.object({ labels: z.record(z.string(), z.string()), scrapeUrl: z.string() })) }),
});

/** The program that a target's labels identify. Undefined for targets of other programs, which the harness records. */
function programOf(labels: Readonly<Record<string, string>>): Program | undefined {
  const { job = "", service = "" } = labels;
  const name = job === "stack" ? service : job === "probe" ? "blackbox-exporter-probe" : job;
  if (isRecordedOfStack(name)) return name;
  switch (name) {
    case "prom-client":
      return service === "orders" ? "demo-orders" : undefined;
    case "bullmq":
      return "demo-orders-worker";
    default:
      return undefined;
  }
}

/** The container from which requests are sent. Throws a UserError with the remedy if the stack is not running. */
async function insider(stack: string): Promise<string> {
  const running = await docker("ps", "--quiet", "--filter", `label=monitoring.stack=${stack}`);
  if (running === "")
    throw new UserError(
      `The ${stack} stack is not up, so its programs cannot be recorded. Start it with \`npm run up\`, or record the rest: \`npm run contracts -- --only harness\`.`,
    );
  return containerOf(stack, "orders");
}

/** Records the metrics of every program in the running stack. The metrics of several targets of one program are merged. */
export async function recordStack(stack: string, say: (line: string) => void): Promise<Map<Program, Metrics>> {
  const inside = await insider(stack);
  const api: Api = async (path) => JSON.parse(await fetchInside(inside, `http://prometheus:9090${path}`)) as unknown;
  const found = new Map<Program, Metrics>();
  const put = (program: Program, metrics: Metrics, from: string): void => {
    say(`  ${program}: ${Object.keys(metrics).length} names from ${from}`);
    found.set(program, mergeMetrics([found.get(program) ?? {}, metrics]));
  };
  for (const { labels, scrapeUrl } of targetsAnswer.parse(await api("/api/v1/targets?state=active")).data.activeTargets) {
    const program = programOf(labels);
    if (program === undefined) say(`  ${scrapeUrl} belongs to no program that is recorded here`);
    else put(program, readExposition(await fetchInside(inside, scrapeUrl)), scrapeUrl);
  }
  return found;
}
