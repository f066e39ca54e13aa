import type { ChildProcess } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import type { View } from "../../exporters/model/catalogue";
import { blackboxArgs, blackboxFolder } from "../../exporters/programs/blackbox-exporter";
import { prometheusFolder } from "../../exporters/programs/prometheus";
import { blackboxAddress, blackboxConfig, probeJob, probesOf, probeTargets, publicProbesOf } from "../../exporters/scrape/probes";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { systemTargets } from "../../exporters/scrape/targets";
import { alerts, query } from "../../stacks/local/prometheus";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { ensureTools } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { startContainer, untilUp } from "../exporters/contracts/recorder/harness/container";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { start, stop } from "../exporters/contracts/recorder/harness/process";
import { docBlock } from "../support/doc-blocks";
import { freePort, loopback } from "../support/free-port";
import { tokenOf } from "../support/pipeline/accounts";
import { startOtlpProxy } from "../support/pipeline/otlp-proxy";
import { outsideSecret, outsideService, outsideSystem, outsideView } from "../support/pipeline/outside";
import { startPipeline } from "../support/pipeline/pipeline";
import { startPrometheus } from "../support/prometheus-process";
import { text, until } from "../support/until";

const minutes = (count: number): number => count * 60;
jest.setTimeout(minutes(20) * 1000);

const cleanup = new Cleanup();
let app: ChildProcess;
let prometheus: string;

/** The view in which the checks of the service `outsideService` request the application on loopback. All other checks are left out. */
function withCheck(port: number): View {
  const view = outsideView([]);
  return {
    ...view,
    systems: view.systems.map((system) => ({
      ...system,
      services: system.services.map((service) => ({
        ...service,
        uptime:
          system.id === outsideSystem && service.name === outsideService
            ? service.uptime.map((check) => ({
                ...check,
                path: undefined,
                port: undefined,
                url: `http://${loopback}:${port}${check.path ?? "/"}`,
              }))
            : [],
      })),
    })),
  };
}

const named = { system: outsideSystem, service: outsideService };
const firing = async (): Promise<string[]> =>
  ((await alerts(prometheus)) ?? [])
    .filter(({ state, labels }) => state === "firing" && labels["system"] === named.system && labels["service"] === named.service)
    .map(({ labels }) => labels["alertname"] ?? "")
    .sort();

async function startBlackbox(view: View): Promise<string> {
  const folder = await folderOf(cleanup, { "blackbox.yml": stringify(blackboxConfig(view)) });
  const address = `${loopback}:${await freePort()}`;
  const args = blackboxArgs.map((arg) => (arg.startsWith("--web.listen-address=") ? `--web.listen-address=${address}` : arg));
  const files = { [path.join(folder, "blackbox.yml")]: `${blackboxFolder}/blackbox.yml` };
  const id = await startContainer(cleanup, "blackbox-exporter", args, { files });
  await untilUp("blackbox_exporter answering", id, () => text(`http://${address}/-/healthy`));
  return address;
}

/** Starts Prometheus with the rendered rules of HTTP, targets and probes. Prometheus scrapes only the probes of the view's checks. */
async function startWithRules(view: View, port: number, blackbox: string): Promise<string> {
  const folder = await folderOf(cleanup, {});
  for (const below of ["data", "rules", "targets"]) mkdirSync(path.join(folder, below));
  for (const { path: file, content } of artefactsOf(view).filter(({ path: file }) =>
    /rules\/(http|targets|probes)\.rules\.yml$/.test(file),
  ))
    writeFileSync(path.join(folder, "rules", path.basename(file)), content);
  writeFileSync(path.join(folder, "targets", `${probeJob}.json`), JSON.stringify(probeTargets(probesOf(view))));
  const rendered = prometheusConfig(view) as { readonly scrape_configs: readonly { readonly job_name: string }[] };
  const config = JSON.stringify({
    ...rendered,
    alerting: undefined,
    scrape_config_files: undefined,
    scrape_configs: rendered.scrape_configs.filter(({ job_name }) => job_name === probeJob),
  });
  const local = config.replaceAll(prometheusFolder, folder).replaceAll(blackboxAddress, blackbox);
  const { prometheus: tool } = await ensureTools(["prometheus"]);
  const started = await startPrometheus(path.join(tool, "prometheus"), folder, port, JSON.parse(local) as object, [
    "--web.enable-otlp-receiver",
  ]);
  cleanup.add(started.end);
  return started.url;
}

beforeAll(async () => {
  const port = await freePort();
  const view = withCheck(port);
  expect(systemTargets(view).filter(({ labels }) => labels.service === named.service && labels.system === named.system)).toEqual([]);
  expect(publicProbesOf(view)).toEqual([]);
  const pipeline = await startPipeline({ cleanup, view, secret: outsideSecret, traceStore: false });
  const proxy = await startOtlpProxy(cleanup, view, pipeline.otlp, outsideSecret);
  const metrics = docBlock("docs/telemetry-from-outside.md", "// metrics.mjs");
  const folder = await folderOf(cleanup, { "metrics.mjs": metrics, "ca.pem": proxy.certificate });
  symlinkSync(path.resolve(__dirname, "../../node_modules"), path.join(folder, "node_modules"));
  app = await start(
    cleanup,
    "the application",
    process.execPath,
    [path.join(__dirname, "push-service/app.mjs"), path.join(folder, "metrics.mjs"), String(port)],
    {
      ready: `http://${loopback}:${port}/api/health`,
      env: {
        NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem"),
        OTEL_EXPORTER_OTLP_ENDPOINT: proxy.url,
        OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer%20${tokenOf(outsideSystem)}`,
        OTEL_SERVICE_NAME: outsideService,
        OTEL_RESOURCE_ATTRIBUTES: `service.namespace=${outsideSystem}`,
      },
    },
  );
  prometheus = await startWithRules(view, Number(new URL(pipeline.prometheus).port), await startBlackbox(view));
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

it("a serverless application is not scraped; its pushes and its external check show that it is up, and that it has stopped", async () => {
  await until(
    "requests of the check in the metrics that the application pushes",
    async () => {
      const [rate] =
        (await query(prometheus, `sum(service:http_requests:rate5m{system="${named.system}",service="${named.service}"}) > 0`)) ?? [];
      return rate?.value;
    },
    minutes(3),
  );
  expect(await query(prometheus, `up{service="${named.service}",job!="${probeJob}"}`)).toEqual([]);
  expect(await firing()).toEqual([]);
  await stop(app);
  await until("the check", async () => ((await firing()).includes("ProbeFailed") ? true : undefined), minutes(5));
  await until("the missing pushes", async () => ((await firing()).includes("PushMissing") ? true : undefined), minutes(10));
});
