import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import { discoveryFolder, prometheusFolder } from "../../../exporters/programs/prometheus";
import type { DiscoveryJob } from "../../../exporters/scrape/discovery";
import type { RenderedFile } from "../../../exporters/emit";
import { freePort } from "../../support/free-port";

type Labels = Readonly<Record<string, string>>;

/** A target in Prometheus' API. */
export interface ActiveTarget {
  readonly labels: Labels;
  readonly health: "up" | "down" | "unknown";
  readonly scrapeUrl: string;
}

export interface Sample {
  readonly metric: Labels;
  readonly value: readonly [number, string];
}

export interface FiringAlert {
  readonly labels: Labels;
  readonly state: "pending" | "firing";
}

export interface Start {
  readonly binary: string;
  readonly files: readonly RenderedFile[];
  /** Folders of the environment's rendered files in `exporters/` and `alert-rules/`, as they occur in the paths of `files`. */
  readonly folders: { readonly exporters: string; readonly rules: string };
  readonly kubeconfig: string;
  /** The address of the proxy that forwards scrapes to the targets. */
  readonly proxy: string;
}

interface Scrapes {
  readonly scrape_configs: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Prometheus with the rendered files. For the test, only folders, intervals, the list of Alertmanagers, and the access to the Kubernetes
 * API and the targets differ.
 */
export class HostPrometheus {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start({ binary, files, folders, kubeconfig, proxy }: Start): Promise<HostPrometheus> {
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-discovery-"));
    const place = (text: string): string =>
      text.replaceAll(discoveryFolder, path.join(folder, "discovery")).replaceAll(prometheusFolder, path.join(folder, "config"));
    const write = (name: string, content: string): void => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    };
    const proxied = <Job extends object>(job: Job) => ({ ...job, proxy_url: proxy });
    for (const { path: name, content } of files) {
      if (name.startsWith(`${folders.exporters}/targets/`)) write(`config/targets/${path.basename(name)}`, content);
      if (name.startsWith(`${folders.rules}/rules/`)) write(`config/rules/${path.basename(name)}`, content);
      if (name === `${folders.exporters}/prometheus.yml`) {
        const config = parse(place(content), { version: "1.1" }) as Scrapes & { global: object };
        const global = { ...config.global, scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" };
        write(
          "config/prometheus.yml",
          stringify({ ...config, alerting: {}, global, scrape_configs: config.scrape_configs.map(proxied) }, { version: "1.1" }),
        );
      }
      if (name === `${folders.exporters}/discovery/kubernetes.yml`) {
        const { scrape_configs } = parse(content, { version: "1.1" }) as { scrape_configs: DiscoveryJob[] };
        const jobs = scrape_configs.map((job) => ({
          ...proxied(job),
          kubernetes_sd_configs: job.kubernetes_sd_configs.map((sd) => ({ ...sd, kubeconfig_file: kubeconfig })),
        }));
        write("discovery/kubernetes.yml", stringify({ scrape_configs: jobs }, { version: "1.1" }));
      }
    }
    const port = await freePort();
    const log = openSync(path.join(folder, "log"), "a");
    const args = [
      `--config.file=${folder}/config/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    const child = spawn(binary, args, { cwd: folder, stdio: ["ignore", log, log] });
    closeSync(log);
    const started = new HostPrometheus(child, folder, `http://127.0.0.1:${port}`);
    await started.until("ready", async () => (await fetch(`${started.url}/-/ready`).catch(() => undefined))?.ok === true);
    return started;
  }

  /** Waits until `test` returns true. After `seconds`, or if Prometheus exits, throws an error with the end of Prometheus' log. */
  async until(what: string, test: () => Promise<boolean>, seconds = 60): Promise<void> {
    const latest = Date.now() + seconds * 1000;
    while (!(await test())) {
      if (Date.now() > latest || this.child.exitCode !== null)
        throw new Error(
          `Prometheus: not ${what} within ${seconds} s.\n${readFileSync(path.join(this.folder, "log"), "utf8").slice(-3000)}`,
        );
      await sleep(250);
    }
  }

  /** Removes a job's target file, so that Prometheus loses the job's targets. */
  lose(job: string): void {
    rmSync(path.join(this.folder, "config/targets", `${job}.json`));
  }

  private async ask<T>(what: string): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/${what}`);
    return ((await answer.json()) as { data: T }).data;
  }

  readonly targets = async (): Promise<readonly ActiveTarget[]> =>
    (await this.ask<{ activeTargets: ActiveTarget[] }>("targets?state=active")).activeTargets;

  readonly query = async (text: string): Promise<readonly Sample[]> =>
    (await this.ask<{ result: Sample[] }>(`query?query=${encodeURIComponent(text)}`)).result;

  readonly alerts = async (): Promise<readonly FiringAlert[]> => (await this.ask<{ alerts: FiringAlert[] }>("alerts")).alerts;

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    if (this.child.exitCode === null) {
      this.child.kill("SIGKILL");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
