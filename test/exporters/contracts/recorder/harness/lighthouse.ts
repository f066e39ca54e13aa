import { createServer } from "node:http";
import path from "node:path";
import { ensureChromium } from "../../../../../stacks/supply/chromium";
import { run } from "../../../../../stacks/supply/command";
import { Progress } from "../../../../../stacks/supply/progress";
import { docBlock } from "../../../../support/doc-blocks";
import { freePort, loopback } from "../../../../support/free-port";
import { lighthouseManifest } from "../programs";
import { pushedSeries } from "../series";
import type { Cleanup } from "./cleanup";
import { folderOf, type Harness, type Recorded } from "./context";
import { installed } from "./packages";
import { startPrometheus } from "./prometheus";

/**
 * Runs a CI job: measures a page with Lighthouse, and sends the report with the documented script. Default of `categories`: all. Resolves
 * with the script's output.
 */
export type CiJob = (url: string, env: Readonly<Record<string, string>>, categories?: readonly string[]) => Promise<string>;

/**
 * Options that shorten a run on a busy machine. The pages are on loopback, and no score of performance is compared, so Lighthouse neither
 * simulates a slow network and processor nor takes a picture of the whole page.
 */
const quick = ["--throttling-method=provided", "--disable-full-page-screenshot", "--max-wait-for-load=90000"];

/** Prepares CI jobs with the pinned Lighthouse, Chromium and the documented script. */
export async function ciJob(cleanup: Cleanup): Promise<CiJob> {
  const command = path.join(await installed(path.dirname(lighthouseManifest)), "lighthouse/cli/index.js");
  const chromium = await ensureChromium(new Progress());
  const script = docBlock("docs/instrumenting/lighthouse.md", "// lighthouse-metrics.mjs");
  const folder = await folderOf(cleanup, { "lighthouse-metrics.mjs": script });
  const report = path.join(folder, "report.json");
  return async (url, env, categories = []) => {
    const only = categories.length === 0 ? [] : [`--only-categories=${categories.join(",")}`];
    const flags = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage";
    await run(process.execPath, [command, url, "--quiet", flags, "--output=json", `--output-path=${report}`, ...quick, ...only], {
      env: { CHROME_PATH: chromium },
      timeout: 360_000,
    });
    return run(process.execPath, [path.join(folder, "lighthouse-metrics.mjs"), report], { env: { ...env } });
  };
}

/** Serves one page on loopback, and no other path. `html` returns its content at each request. Returns its URL. */
export async function servePage(cleanup: Cleanup, html: () => string): Promise<string> {
  const port = await freePort();
  const server = createServer((request, answer) => {
    // Lighthouse also requests /robots.txt.
    if (request.url !== "/") answer.writeHead(404).end();
    else answer.setHeader("content-type", "text/html; charset=utf-8").end(html());
  });
  await new Promise<void>((resolve) => server.listen(port, loopback, resolve));
  cleanup.add(() => void server.close());
  return `http://${loopback}:${port}/`;
}

/** A page without faults that Lighthouse would find. */
export const goodPage = `<!doctype html><html lang="en"><head><title>Orders</title><meta name="viewport" content="width=device-width">
<meta name="description" content="The orders of a shop"></head><body><main><h1>Orders</h1><p>There are no orders.</p></main></body></html>`;

/** Records the metrics that the documented script sends from a report of Lighthouse. */
export async function recordLighthouse(harness: Harness, recorded: Recorded): Promise<void> {
  const job = await ciJob(harness.cleanup);
  const prometheus = await startPrometheus(harness, (self) => ({ prometheus: self }));
  const url = await servePage(harness.cleanup, () => goodPage);
  await job(url, { OTEL_EXPORTER_OTLP_ENDPOINT: `${prometheus.url}/api/v1/otlp`, OTEL_SERVICE_NAME: "web" });
  recorded.put("lighthouse", await pushedSeries(prometheus.api, `{__name__=~"lighthouse_.+"}`), "a report, through Prometheus");
}
