import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { factsOf } from "../../../alert-rules/facts";
import { renderAlertmanager } from "../../../alert-rules/routes/render";
import { ruleGroups } from "../../../alert-rules/rules";
import { uptimePlan } from "../../../exporters/uptime/plan";
import { ofType } from "../../../exporters/vendor-plan";
import { loadCatalogue, type View } from "../../../exporters/model/catalogue";
import { secretsFolder } from "../../../exporters/model/naming";
import { blackboxArgs } from "../../../exporters/programs/blackbox-exporter";
import { gatus, gatusRun, statusPageRun } from "../../../exporters/programs/gatus";
import type { Instance } from "../../../exporters/programs/model";
import { secretFileText } from "../../../exporters/programs/secret-files";
import { yamlFile } from "../../../exporters/emit";
import { blackboxConfig } from "../../../exporters/scrape/probes";
import { gatusConfig, heartbeatDocuments } from "../../../exporters/uptime/gatus";
import { statusPageConfig } from "../../../exporters/uptime/gatus-page";
import { publicPages } from "../../../exporters/uptime/status-pages";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { freePort } from "../../support/free-port";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { text } from "../../support/until";
import { environment, owner, system } from "../../exporters/model/support";
import { startAlertmanager } from "../../alert-rules/routes/alertmanager";
import { startSinks, type Delivery } from "../../alert-rules/routes/sinks";
import { toolPath } from "../../support/tools";
import { callsIn, isAbout } from "./calls";
import { startOutsideMonitor, type OutsideMonitor } from "./outside";
import { startPrometheus } from "./prometheus";
import { numbers, startApp, startTlsApp, type App, type TlsApp } from "./app";

/** The token with which Alertmanager and the tests send heartbeats to Gatus. */
export const token = "a token with a literal $HOME";

/** The running programs that the tests observe. */
export interface Stage {
  readonly app: App;
  readonly tls: TlsApp;
  readonly gatus: string;
  readonly page: string;
  readonly alertmanager: string;
  readonly outside: OutsideMonitor;
  /** The number of alerts with this status and these labels that notifications to on-call's webhook contained. */
  called(status: Delivery["status"], about: Readonly<Record<string, string>>): number;
  /** The latest result of a check or heartbeat in Gatus, by its key. Undefined before the first result. */
  gatusSays(key: string): Promise<boolean | undefined>;
  /** Starts Prometheus and returns its address. Until this call, Prometheus does not run. */
  startPrometheus(): Promise<string>;
  /** Runs a check in blackbox_exporter and returns its result. */
  probe(check: string): Promise<{ readonly success: boolean; readonly certificateDays: number | undefined }>;
  fire(labels: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** Addresses of a reverse proxy. Production requires such addresses for status pages of Gatus. */
const statusPageUrls = { shop: "https://status.example.com" };
/** Internal checks. Their interval is shorter than any vendor's pricing plan allows. */
const inside = { check: { interval: "1s", failures: 2 }, uptime: { statusPageUrls } };
/** External checks. Their settings are those that UptimeRobot's free pricing plan allows. */
const outside = { check: {}, uptime: { outside: "uptimerobot", plan: "free", statusPageUrls } };

function viewOf(app: App, tls: TlsApp, side: typeof inside | typeof outside): View {
  const check = { json: { status: "ok" }, timeout: "1s", public: true, ...side.check };
  // A webhook contains each alert's status. Other notifications contain only the group's status, which is firing while any alert fires.
  const onCall = [{ via: "webhook", name: "on-call" }];
  return loadCatalogue({
    systems: [
      system(
        "shop",
        {
          kind: "external",
          name: "web",
          owner: "shop",
          uptime: [
            { ...check, name: "health", url: `http://127.0.0.1:${app.port}/health` },
            { ...check, name: "followed", url: `http://127.0.0.1:${app.port}/health`, redirects: "follow", public: false },
            {
              ...check,
              name: "numbers",
              url: `http://127.0.0.1:${app.port}/numbers`,
              json: { ...numbers, level: [0, numbers.level] },
              public: false,
              outside: false,
            },
            // The simulated vendor does not trust the test certificates.
            { ...check, name: "secure", url: `https://127.0.0.1:${tls.port}/health`, outside: false },
          ],
          jobs: [{ name: "backup", description: "Saves the orders", every: "8s", grace: "2s" }],
        },
        {
          kind: "http",
          name: "site",
          owner: "shop",
          instrumentation: { profile: "prom-client", port: 9464, host: "127.0.0.1" },
          // A connection to 0.0.0.0 reaches loopback, but the catalogue accepts 0.0.0.0 as an address that external monitors can reach.
          hosts: { production: `0.0.0.0:${tls.port}` },
          uptime: [
            {
              ...inside.check,
              name: "front",
              path: "/health",
              port: app.port,
              json: { status: "ok" },
              timeout: "1s",
              outside: side === inside,
            },
          ],
        },
      ),
    ],
    owners: [{ ...owner, contacts: { critical: onCall, warning: onCall, info: onCall } }],
    environments: [{ ...environment, scrapeInterval: "2s", evaluationInterval: "2s", uptime: side.uptime }],
    announcements: [
      { environment: "production", system: "shop", at: "2026-01-01T10:00:00Z", type: "outage", message: "Orders fail; $5 vouchers work" },
    ],
  }).view("production");
}

/** How many seconds Gatus' alerts wait for an alert from Prometheus. In production, they wait two minutes. */
const gatusWait = 20;

const hurried = (configuration: string): string =>
  configuration
    .replace(/group_wait: (\S+)/g, (_, wait: string) => `group_wait: ${wait === "2m" ? gatusWait : 0}s`)
    .replace(/group_interval: \S+/g, "group_interval: 1s");

/** Starts the real programs on loopback, but not Prometheus, with the rendered configurations. Changes only addresses and durations. */
export async function startStage(): Promise<Stage> {
  const cleanup = new Cleanup();
  try {
    return await stageOf(cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function stageOf(cleanup: Cleanup): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-uptime-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const write = (name: string, content: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const binary = (name: Parameters<typeof toolPath>[0]): string => toolPath(name) ?? `${name} is not in the cache`;

  const app = await startApp();
  cleanup.add(() => app.stop());
  const tls = await startTlsApp(folder, 2);
  cleanup.add(() => tls.stop());
  const view = viewOf(app, tls, inside);
  const trust = { SSL_CERT_FILE: write("authorities.pem", tls.authorities) };
  const [gatusPort, pagePort, blackboxPort] = [await freePort(), await freePort(), await freePort()];
  const here = (content: string): string => content.replaceAll("gatus:8080", `127.0.0.1:${gatusPort}`);

  const sinks = await startSinks(undefined);
  cleanup.add(() => sinks.close());
  const alerts = ruleGroups(factsOf(view)).flatMap((group) => [...group.alerts]);
  const address = (contact: string): string => `http://127.0.0.1:${sinks.httpPort}/${contact}`;
  const alertmanager = await startAlertmanager(
    binary("alertmanager"),
    hurried(here(renderAlertmanager(view, alerts, "").content)),
    {
      ...Object.fromEntries(["webhook-on-call", "webhook-heartbeat"].map((contact) => [contact, address(contact)])),
      "gatus-heartbeat": token,
    },
    secretsFolder,
  );
  cleanup.add(() => alertmanager.stop());

  const blackbox = `http://127.0.0.1:${blackboxPort}`;
  await start(
    cleanup,
    "blackbox_exporter",
    binary("blackbox-exporter"),
    [
      `--config.file=${write("blackbox.yml", yamlFile("", "", blackboxConfig(view)).content)}`,
      ...blackboxArgs.filter((arg) => !arg.startsWith("--config.file=")).map((arg) => arg.replace(":9115", `127.0.0.1:${blackboxPort}`)),
    ],
    { ready: `${blackbox}/-/healthy`, env: trust },
  );

  const runGatus = async (name: string, port: number, content: string, program: Instance): Promise<string> => {
    const listening = content
      .replace("port: 8080", `port: ${port}\n  address: 127.0.0.1`)
      .replace("http://alertmanager:9093", alertmanager.url);
    write(`${name}/gatus/gatus.yml`, listening);
    for (const [file, secret] of Object.entries(program.secretFiles ?? {}))
      write(`${name}/monitoring/${file}`, secretFileText(secret, () => token).replaceAll('"5m"}', '"10s"}'));
    const root = program.env?.["GATUS_CONFIG_PATH"]?.replace("/run/secrets", path.join(folder, name)) ?? "";
    const url = `http://127.0.0.1:${port}`;
    await start(cleanup, name, binary("gatus"), [], {
      ready: `${url}${gatus.health.path}`,
      env: { ...program.env, ...trust, GATUS_CONFIG_PATH: root, HOME: "/wrong" },
    });
    return url;
  };
  const config = (value: object): string => yamlFile("", "", value).content;
  const gatusUrl = await runGatus("gatus", gatusPort, config(gatusConfig(view)), gatusRun(heartbeatDocuments(view), 128));
  const [shown] = publicPages(view);
  if (shown === undefined) throw new Error("no status page");
  const page = await runGatus("page", pagePort, config(statusPageConfig(shown)), statusPageRun(64));

  const monitor = startOutsideMonitor(
    ofType(uptimePlan(viewOf(app, tls, outside)).resources, "uptimerobot:Monitor"),
    async (contact, body) => {
      await fetch(address(contact), { method: "POST", body: JSON.stringify(body) });
    },
    500,
  );
  cleanup.add(() => monitor.stop());
  const addresses = new Map([
    ["alertmanager:9093", alertmanager.url.replace("http://", "")],
    ["blackbox-exporter:9115", `127.0.0.1:${blackboxPort}`],
    ["gatus:8080", `127.0.0.1:${gatusPort}`],
  ]);

  return {
    app,
    tls,
    outside: monitor,
    called: (status, about) =>
      callsIn(sinks.deliveries.filter(({ contact }) => contact === "webhook-on-call")).filter(
        (call) => call.status === status && isAbout(call, about),
      ).length,
    // Gatus caches the list of all endpoints for some seconds, but not the result of a single endpoint.
    gatusSays: async (key) => {
      const said = JSON.parse(await text(`${gatusUrl}/api/v1/endpoints/${key}/statuses`)) as {
        readonly results: readonly { readonly success: boolean }[];
      };
      return said.results.at(-1)?.success;
    },
    startPrometheus: () => startPrometheus(cleanup, binary("prometheus"), view, addresses, write),
    gatus: gatusUrl,
    page,
    alertmanager: alertmanager.url,
    probe: async (check) => {
      const target = view.systems[0]?.services.find(({ name }) => name === "web")?.uptime.find(({ name }) => name === check)?.url ?? "";
      const said = await text(`${blackbox}/probe?module=shop-web-${check}&target=${encodeURIComponent(target)}`);
      const value = (name: string): number | undefined => {
        const found = new RegExp(`^${name} (\\S+)$`, "m").exec(said)?.[1];
        return found === undefined ? undefined : Number(found);
      };
      const expiry = value("probe_ssl_last_chain_expiry_timestamp_seconds");
      return {
        success: value("probe_success") === 1,
        certificateDays: expiry === undefined ? undefined : (expiry - Date.now() / 1000) / 86_400,
      };
    },
    fire: (labels) => alertmanager.post([{ labels }]),
    stop: () => cleanup.run(),
  };
}
