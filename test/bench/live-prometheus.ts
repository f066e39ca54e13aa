import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { startPrometheus } from "../support/prometheus-process";

const rulesAnswer = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        evaluationTime: z.number(),
        lastEvaluation: z.string(),
        rules: z.array(z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() })),
      }),
    ),
  }),
});
export type Groups = z.infer<typeof rulesAnswer>["data"]["groups"];

const statusAnswer = z.object({ data: z.object({ headStats: z.object({ numSeries: z.number() }) }) });

/** An exporter on loopback. It generates the metrics of each path `/metrics/<index>` on request. */
export interface Exporter extends AsyncDisposable {
  readonly address: string;
}

export async function serve(page: (index: number) => string): Promise<Exporter> {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end(page(Number(/\d+/.exec(request.url ?? "")?.[0] ?? 0)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A Prometheus on loopback with its own data folder. Disposing of the object stops the process and removes the folder. */
export class LivePrometheus implements AsyncDisposable {
  private constructor(
    private readonly url: string,
    private readonly end: () => Promise<void>,
  ) {}

  /**
   * `files` contains rule files by name. `interval` is the interval of scrapes and of rule evaluations. Prometheus scrapes the paths
   * `/metrics/0` to `/metrics/<pages - 1>` of the exporter, and keeps the labels of the samples (`honor_labels`).
   */
  static async start(
    binary: string,
    port: number,
    interval: string,
    exporter: { readonly address: string; readonly pages: number },
    files: ReadonlyMap<string, string>,
  ): Promise<LivePrometheus> {
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-bench-"));
    mkdirSync(path.join(folder, "rules"));
    for (const [name, content] of files) writeFileSync(path.join(folder, "rules", name), content);
    const jobs = Array.from({ length: exporter.pages }, (_, page) => ({
      job_name: `page-${page}`,
      honor_labels: true,
      metrics_path: `/metrics/${page}`,
      static_configs: [{ targets: [exporter.address] }],
    }));
    const config = {
      global: { scrape_interval: interval, evaluation_interval: interval },
      rule_files: ["rules/*.yml"],
      scrape_configs: jobs,
    };
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    try {
      const { url, end } = await startPrometheus(binary, folder, port, config);
      return new LivePrometheus(url, () => end().then(remove));
    } catch (error) {
      remove();
      throw error;
    }
  }

  async groups(): Promise<Groups> {
    return rulesAnswer.parse(await (await fetch(`${this.url}/api/v1/rules`)).json()).data.groups;
  }

  async series(): Promise<number> {
    return statusAnswer.parse(await (await fetch(`${this.url}/api/v1/status/tsdb`)).json()).data.headStats.numSeries;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.end();
  }
}
