import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../../fixtures/catalogue";
import { storeAuthorization, storeLogin } from "../../support/pipeline/accounts";
import { startPipeline } from "../../support/pipeline/pipeline";
import { send } from "../../support/pipeline/send";
import { repo } from "../../support/sources";
import { until } from "../../support/until";
import { sceneOf } from "./scenes";
import { stage } from "./stage";
import { visit } from "./visits";

/** Largest size of a picture in the README, in bytes. */
const largest = 200_000;
const folder = path.join(repo, "docs/pictures");
const size = { width: 1400, pictureHeight: 900 };

/**
 * Draws the README's pictures: a dashboard with generated samples in a real Prometheus, and a log line with its trace from the real
 * gateway, VictoriaLogs and Jaeger.
 */
async function main(): Promise<void> {
  const cleanup = new Cleanup();
  try {
    await using on = await stage(sceneOf("local"));
    const { otlp, logs, traces } = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")) });
    await using viewer = await on.view(undefined, [
      on.source,
      { uid: "victoria-logs", type: "victoria-logs", url: logs, authorization: storeAuthorization },
      { uid: "jaeger", type: "jaeger", url: traces, authorization: storeAuthorization },
    ]);
    const [traceId = ""] = await send("request", otlp);
    await until("the trace", async () => ((await fetch(`${traces}/api/traces/${traceId}`, storeLogin)).ok ? true : undefined));
    const query = new URLSearchParams({ source: "victoria-logs", expr: '{service="orders"} level:error', from: "now-15m", to: "now" });
    mkdirSync(folder, { recursive: true });
    const files = ["dashboard.png", "logs-and-trace.png"].map((name) => path.join(folder, name));
    const seen = await visit(on.chromium, viewer.url, [
      { path: `/d/monitoring-http?${on.whole}`, ...size, picture: files[0] },
      {
        path: `/query?${query.toString()}`,
        ...size,
        height: 900,
        picture: files[1],
        actions: [
          { do: "click", selector: ".v-log-line" },
          { do: "click", selector: "dd a[href*='#trace=']" },
        ],
      },
    ]);
    const problems = [
      ...seen.flatMap(({ messages, failed }) => [...messages, ...failed]),
      ...files.filter((file) => statSync(file).size > largest).map((file) => `${file} is larger than ${largest} bytes.`),
    ];
    if (problems.length > 0) throw new Error(problems.join("\n"));
    for (const file of files) console.log(path.relative(repo, file));
  } finally {
    await cleanup.run();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
