import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { View } from "../../../exporters/model/catalogue";
import { prometheusArgs } from "../../../exporters/programs/prometheus";
import { prometheusConfig } from "../../../exporters/scrape/scrape";
import { artefactsOf } from "../../../stacks/artefacts/artefacts";
import { Stage } from "../../alert-rules/routes/stage";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../../exporters/contracts/recorder/harness/context";
import { freePort } from "../../support/free-port";
import { startPrometheus } from "../../support/prometheus-process";
import { toolPath } from "../../support/tools";
import { until } from "../../support/until";

/** Loopback addresses of a service's processes. */
export interface Scraped {
  readonly system: string;
  readonly service: string;
  readonly addresses: readonly string[];
}

/** A running Prometheus with the rendered rules, and the Alertmanager that it notifies. */
export interface Watched {
  /** URL of Prometheus. */
  readonly url: string;
  readonly stage: Stage;
  /** Waits until a contact has received a notification with this status whose text contains `summary`. Default of `seconds`: 420. */
  readonly notified: (contact: string, summary: string, status: "firing" | "resolved", seconds?: number) => Promise<true>;
}

/** The arguments with which the deployed Prometheus enables features and endpoints. */
const features = prometheusArgs({ retention: 86_400, volumeMiB: 1024, externalUrl: "http://prometheus.example" }).filter((argument) =>
  /^--(enable-feature|web\.enable)/.test(argument),
);

const groups = z.array(z.object({ targets: z.array(z.string()), labels: z.record(z.string(), z.string()) }));
const jobs = z.array(
  z.looseObject({ job_name: z.string(), file_sd_configs: z.array(z.object({ files: z.array(z.string()) })).optional() }),
);

/** The rendered scrape jobs of these services, with their addresses in this test instead of those in the catalogue. */
function scrapeConfigs(view: View, scraped: readonly Scraped[]): object[] {
  const { scrape_configs: rendered } = prometheusConfig(view) as { readonly scrape_configs: unknown };
  const artefacts = artefactsOf(view);
  return jobs.parse(rendered).flatMap(({ file_sd_configs: files = [], ...job }) => {
    const names = files.flatMap(({ files: each }) => each.map((file) => path.basename(file)));
    const found = artefacts.filter(({ path: file }) => names.some((name) => file.endsWith(`targets/${name}`)));
    const own = found
      .flatMap(({ content }) => groups.parse(JSON.parse(content)))
      .flatMap(({ labels }) => {
        const at = scraped.find(({ system, service }) => labels["system"] === system && labels["service"] === service);
        return at === undefined ? [] : [{ targets: at.addresses, labels }];
      });
    return own.length === 0 ? [] : [{ ...job, scrape_interval: "5s", scrape_timeout: "4s", static_configs: own }];
  });
}

/**
 * The view with only these services (`<system>/<service>`), so that no alert is about programs that the test does not run. The services have
 * no dependencies and no checks.
 */
export const onlyServices = (view: View, ...names: readonly string[]): View => ({
  ...view,
  systems: view.systems
    .map((each) => ({
      ...each,
      services: each.services
        .filter(({ name }) => names.includes(`${each.id}/${name}`))
        .map((of) => ({ ...of, dependsOn: [], uptime: [] })),
    }))
    .filter(({ services }) => services.length > 0),
});

/**
 * Starts a Prometheus with the rendered rules whose files have these names, and an Alertmanager with the rendered routes. Scrapes and
 * evaluations are every 5 seconds. The waits of the alerts are not shortened.
 */
export async function watch(
  cleanup: Cleanup,
  { binary, view, rules, scraped = [] }: { binary: string; view: View; rules: readonly string[]; scraped?: readonly Scraped[] },
): Promise<Watched> {
  const stage = await Stage.inHours(toolPath("alertmanager") ?? "alertmanager is not in the cache", view);
  cleanup.add(() => stage[Symbol.asyncDispose]());
  const folder = await folderOf(cleanup, {});
  mkdirSync(path.join(folder, "data"));
  const names = [...rules, "targets", "thresholds"].map((name) => `rules/${name}.rules.yml`);
  const files = artefactsOf(view).filter(({ path: file }) => names.some((name) => file.endsWith(name)));
  if (files.length !== names.length) throw new Error(`not all rendered: ${names.join(", ")}`);
  for (const { path: file, content } of files) writeFileSync(path.join(folder, path.basename(file)), content);
  const { otlp, storage } = prometheusConfig(view) as { readonly otlp: object; readonly storage: object };
  const alerting = { alertmanagers: [{ static_configs: [{ targets: [new URL(stage.url).host] }] }] };
  const config = {
    global: { evaluation_interval: "5s" },
    otlp,
    storage,
    alerting,
    rule_files: ["*.rules.yml"],
    scrape_configs: scrapeConfigs(view, scraped),
  };
  const { url, end } = await startPrometheus(binary, folder, await freePort(), config, features);
  cleanup.add(end);
  return {
    url,
    stage,
    notified: (contact, summary, status, seconds = 420) =>
      until(
        `${status} "${summary}" at ${contact}`,
        () => Promise.resolve(stage.statuses(contact, summary).includes(status) ? (true as const) : undefined),
        seconds,
      ),
  };
}

/** Requests a URL on loopback every `every` milliseconds until `cleanup` runs, for ten minutes at most. Ignores the responses. */
export function load(cleanup: Cleanup, url: string, every: number): void {
  const ask = (): void =>
    void fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
      (answer) => answer.text(),
      () => undefined,
    );
  const timer = setInterval(ask, every);
  const stop = setTimeout(() => clearInterval(timer), 600_000);
  cleanup.add(() => {
    clearInterval(timer);
    clearTimeout(stop);
  });
}
