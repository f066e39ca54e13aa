import { setTimeout as sleep } from "node:timers/promises";
import { withCleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { startAgent } from "../../support/pipeline/agent";
import { DockerFile } from "../../support/pipeline/log-files";
import { startPipeline } from "../../support/pipeline/pipeline";
import { pushLines } from "../../support/pipeline/push";
import { measured, measuredSystem, measuredView, startAlerts, type Way } from "../log-alerts";
import { fixed, median, p95, type Section } from "../section";

const ways = ["pushed", "stdout"] as const;
/** Number of lines for each way, and the seconds over which the lines are spread. The lines are not in step with the scrapes. */
const each = 40;
const spread = 150;
/** Seconds before the first line. The rules count the first value of a counter only if the gateway was also scraped 5 minutes earlier. */
const warmUp = 330;

/** Logs one line for each service. Returns, for each way, the seconds from each line to its alert. Infinity if the alert has not fired. */
const times = (say: (line: string) => void): Promise<Record<Way, number[]>> =>
  withCleanup(async (cleanup) => {
    const view = measuredView(ways, each);
    const pipeline = await startPipeline({ cleanup, view, traceStore: false });
    const agent = await startAgent({ cleanup, pipeline, view });
    const files = Array.from({ length: each }, (_, index) => {
      const names = { "monitoring.system": measuredSystem, "monitoring.service": measured("stdout", index) };
      return new DockerFile(agent.logs, `container-${index}`, names);
    });
    for (const file of files) file.write(['{"level":"info","msg":"started"}']);
    const firing = await startAlerts(cleanup, view, pipeline);
    say(`waiting ${warmUp} s, until the rules know the gateway`);
    await sleep(warmUp * 1000);
    const sent = new Map<string, number>();
    const found = new Map<string, number>();
    const send: Readonly<Record<Way, (index: number) => Promise<unknown>>> = {
      pushed: (index) =>
        pushLines({ otlp: pipeline.otlp, system: measuredSystem, resource: { "service.name": measured("pushed", index) } }, [
          { body: "order refused" },
        ]),
      stdout: (index) => Promise.resolve(files[index]?.write(['{"level":"error","msg":"order refused"}'])),
    };
    const lines = ways.flatMap((way, offset) =>
      Array.from({ length: each }, async (_, index) => {
        await sleep((((index + offset / 2) * 0.618034) % 1) * spread * 1000);
        sent.set(measured(way, index), Date.now());
        await send[way](index);
      }),
    );
    const end = Date.now() + (spread + 120) * 1000;
    while (found.size < ways.length * each && Date.now() < end) {
      for (const service of await firing()) if (!found.has(service)) found.set(service, Date.now());
      await sleep(100);
    }
    await Promise.all(lines);
    const secondsOf = (way: Way): number[] =>
      Array.from({ length: each }, (_, index) => {
        const name = measured(way, index);
        return ((found.get(name) ?? Infinity) - (sent.get(name) ?? 0)) / 1000;
      });
    return { pushed: secondsOf("pushed"), stdout: secondsOf("stdout") };
  });

const titles: Readonly<Record<Way, string>> = {
  pushed: "pushed by the application",
  stdout: "written to stdout, read by the log agent",
};

/** How long it takes from a log line to the alert about it. */
export const logAlerts: Section = {
  name: "log-alerts",
  title: "From a log line to its alert",
  about: `The table shows the time from a line that matches a pattern of the catalogue until \`LogPatternMatched\` fires in Prometheus, with the scrape and evaluation intervals of production (15 s) and a pattern without \`for\`. Each line comes from a different service.`,
  onlyWhenNamed: true,
  run: async ({ say }) => {
    const found = await times(say);
    return {
      head: ["line", "lines", "alerts", "median, s", "p95, s", "highest, s"],
      rows: ways.map((way) => {
        const values = found[way];
        return [
          titles[way],
          String(values.length),
          String(values.filter(Number.isFinite).length),
          fixed(median(values)),
          fixed(p95(values)),
          fixed(Math.max(...values)),
        ];
      }),
      notes: ["Alertmanager notifies after `group_wait`: 30 s for critical alerts and warnings, 1 m for info."],
    };
  },
};
