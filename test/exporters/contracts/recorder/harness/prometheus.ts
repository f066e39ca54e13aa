import path from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { catalogue } from "../../../../fixtures/catalogue";
import { prometheusConfig } from "../../../../../exporters/scrape/scrape";
import type { Api } from "../series";
import { folderOf, type Harness } from "./context";
import { freePort, loopback } from "../../../../support/free-port";
import { start } from "./process";
import { text } from "../../../../support/until";

export interface HarnessPrometheus {
  readonly url: string;
  readonly api: Api;
}

/** Address of Alertmanager and of Docker in the harness. No program listens on it, so every notification and discovery fails. */
const nowhere = `${loopback}:9`;

const configuration = (targets: Readonly<Record<string, string>>): object => {
  const { otlp, storage } = z.object({ otlp: z.unknown(), storage: z.unknown() }).parse(prometheusConfig(catalogue().view("local")));
  return {
    global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
    otlp,
    storage,
    rule_files: ["always.rules.yml"],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [nowhere] }] }] },
    scrape_configs: [
      ...Object.entries(targets).map(([job, target]) => ({ job_name: job, static_configs: [{ targets: [target] }] })),
      { job_name: "containers", docker_sd_configs: [{ host: `tcp://${nowhere}` }] },
    ],
  };
};

const alwaysFiring = { groups: [{ name: "always", rules: [{ alert: "Always", expr: "vector(1)", labels: { severity: "info" } }] }] };

/** Starts Prometheus with these targets (job to `host:port`), the project's OTLP configuration and an alert that always fires. */
export async function startPrometheus(
  { cleanup, prometheus }: Harness,
  targets: (own: string) => Readonly<Record<string, string>>,
): Promise<HarnessPrometheus> {
  const address = `${loopback}:${await freePort()}`;
  const folder = await folderOf(cleanup, {
    "prometheus.yml": stringify(configuration(targets(address))),
    "always.rules.yml": stringify(alwaysFiring),
  });
  const url = `http://${address}`;
  await start(
    cleanup,
    "Prometheus",
    await prometheus(),
    [
      `--config.file=${path.join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${path.join(folder, "data")}`,
      `--web.listen-address=${address}`,
      "--web.enable-otlp-receiver",
      "--enable-feature=exemplar-storage",
    ],
    { ready: `${url}/-/ready` },
  );
  return { url, api: async (route) => JSON.parse(await text(`${url}${route}`)) as unknown };
}
