import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { secretsFolder } from "../../exporters/model/naming";
import { jaegerConfig, jaegerDataFolder, jaegerPorts } from "../../exporters/pipeline/jaeger";
import { storeAccountFiles } from "../../exporters/pipeline/store-accounts";
import { ensureTools } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { start } from "../exporters/contracts/recorder/harness/process";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { storeAuthorization, storeLogin } from "../support/pipeline/accounts";
import { Loopback } from "../support/pipeline/loopback";
import { writeSecrets } from "../support/pipeline/secrets";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

/** Starts Jaeger with an edited configuration. If Jaeger traces itself, it immediately sends the traces to its own receiver. */
async function startJaeger(change: (config: string) => string = (config) => config): Promise<string> {
  const { jaeger } = await ensureTools(["jaeger"]);
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-jaeger-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const here = new Loopback();
  const config = await here.configuration("jaeger", jaegerConfig(withLocalStores(viewOf("local"))));
  const file = path.join(folder, "jaeger.yml");
  await writeSecrets(path.join(folder, "secrets"), storeAccountFiles());
  const own = change(config).replaceAll(jaegerDataFolder, path.join(folder, "data"));
  await writeFile(file, own.replaceAll(secretsFolder, path.join(folder, "secrets")));
  const url = await here.url("jaeger", jaegerPorts.query);
  await start(cleanup, "Jaeger", path.join(jaeger, "jaeger"), [`--config=${file}`], {
    ready: `${await here.url("jaeger", jaegerPorts.health)}/status`,
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: await here.url("jaeger", jaegerPorts.otlpGrpc),
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=${encodeURIComponent(storeAuthorization)}`,
      OTEL_BSP_SCHEDULE_DELAY: "100",
    },
  });
  return url;
}

/** The services that have traces in Jaeger. If Jaeger traces itself, this query creates a trace too. */
const services = async (url: string): Promise<string[]> =>
  (JSON.parse(await text(`${url}/api/services`, storeLogin)) as { data: string[] | null }).data ?? [];

it("Jaeger stores no traces of queries to itself", async () => {
  const [quiet, traced] = [
    await startJaeger(),
    await startJaeger((config) => config.replace('"enable_tracing":false', '"enable_tracing":true')),
  ];
  // The second Jaeger traces itself. The test waits longer than the second Jaeger's trace took to arrive, and by then the first Jaeger must
  // have no traces.
  const began = Date.now();
  await until("a trace of Jaeger itself", async () => {
    await services(quiet);
    return (await services(traced)).includes("jaeger") ? true : undefined;
  });
  await sleep(Date.now() - began + 2000);
  expect(await services(quiet)).toEqual([]);
}, 120_000);
