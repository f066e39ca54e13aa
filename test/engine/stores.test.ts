import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { View } from "../../exporters/model/catalogue";
import { traceDiskFree } from "../../alert-rules/packs/stack/series-detail";
import { secretsFolder } from "../../exporters/model/naming";
import { jaegerConfig, jaegerDataFolder, jaegerPorts } from "../../exporters/pipeline/jaeger";
import { passwordFiles, storeAccountFiles } from "../../exporters/pipeline/store-accounts";
import { victoriaLogsArgs, victoriaLogsDataFolder, victoriaLogsPort } from "../../exporters/pipeline/victoria-logs";
import { ensureTools } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { start } from "../exporters/contracts/recorder/harness/process";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { freePort, loopback } from "../support/free-port";
import { storeLogin } from "../support/pipeline/accounts";
import { Loopback } from "../support/pipeline/loopback";
import { startPipeline } from "../support/pipeline/pipeline";
import { writeSecrets } from "../support/pipeline/secrets";
import { send } from "../support/pipeline/send";
import { confined, mayMount, mountDisk, type SmallDisk } from "../support/small-disk";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

const day = 86_400;
const local = withLocalStores(viewOf("local"));
const view: View = { ...local, environment: { ...local.environment, retention: { ...local.environment.retention, logs: 30 * day } } };

const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-stores-"));
  await chmod(folder, 0o755);
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** Starts VictoriaLogs on a disk of `mebibytes` MiB, with its arguments for a volume of 1000 MiB. */
async function startVictoriaLogs(mebibytes: number): Promise<{ url: string; disk: SmallDisk }> {
  const tools = await ensureTools(["victoria-logs"]);
  const folder = await tempFolder();
  const secrets = path.join(folder, "secrets");
  await writeSecrets(secrets, passwordFiles("victoria-logs"));
  const disk = await mountDisk(cleanup, path.join(folder, "data"), mebibytes);
  const port = await freePort();
  const url = `http://${loopback}:${port}`;
  const args = victoriaLogsArgs(view, { memoryMiB: 256, volumeMiB: 1000 }).map((arg) =>
    arg
      .replace(`=:${victoriaLogsPort}`, `=${loopback}:${port}`)
      .replace(victoriaLogsDataFolder, disk.folder)
      .replace(secretsFolder, secrets),
  );
  const [command, all] = confined(path.join(tools["victoria-logs"], "victoria-logs"), args);
  await start(cleanup, "VictoriaLogs", command, all, { ready: `${url}/health` });
  return { url, disk };
}

/** Sends log lines to VictoriaLogs, each with its age in days (default: 0). Returns the response's status. */
async function insert(url: string, lines: readonly { readonly text: string; readonly days?: number }[]): Promise<number> {
  const body = lines
    .map(({ text: line, days = 0 }) => JSON.stringify({ _msg: line, _time: new Date(Date.now() - days * day * 1000).toISOString() }))
    .join("\n");
  const answer = await fetch(`${url}/insert/jsonline`, { method: "POST", body, ...storeLogin });
  await answer.text();
  return answer.status;
}

const found = async (url: string, query: string): Promise<string[]> =>
  (await text(`${url}/select/logsql/query?query=${encodeURIComponent(`${query} | fields _msg`)}`, storeLogin))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { _msg: string })._msg);

const metricOf = async (url: string, start: string): Promise<number | undefined> => {
  const line = (await text(`${url}/metrics`, storeLogin)).split("\n").find((each) => each.startsWith(start));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(" ")));
};

const describeAsRoot = mayMount ? describe : describe.skip;
if (!mayMount) console.warn("Left out: the stores on small disks. Only root may mount a disk; run the tests as root.");

describeAsRoot("VictoriaLogs with the stack's arguments, as an ordinary user on a read-only root", () => {
  it("keeps logs for the retention of the catalogue, and knows its maximum size and least free space", async () => {
    const { url } = await startVictoriaLogs(400);
    const flags = await text(`${url}/flags`, storeLogin);
    for (const flag of ['retentionPeriod="30d"', 'retention.maxDiskSpaceUsageBytes="750MiB"', 'storage.minFreeDiskSpaceBytes="200MB"'])
      expect(flags).toContain(flag);
    await insert(url, [
      { text: "kept", days: 29 },
      { text: "too old", days: 31 },
    ]);
    await until("the line of 29 days ago", async () => ((await found(url, "_time:40d *")).includes("kept") ? true : undefined));
    expect(await found(url, "_time:40d *")).toEqual(["kept"]);
    expect(await metricOf(url, 'vl_rows_dropped_total{reason="too_small_timestamp"}')).toBe(1);
  }, 120_000);

  it("stores nothing on a full disk, says so, still answers queries, and stores again once there is space", async () => {
    const { url, disk } = await startVictoriaLogs(400);
    expect(await insert(url, [{ text: "before" }])).toBe(200);
    await until("the first line", async () => ((await found(url, "_time:1h before")).length === 1 ? true : undefined));
    await disk.fill("other data", 250);
    await until("read-only storage", async () => ((await metricOf(url, "vl_storage_is_read_only")) === 1 ? true : undefined));
    expect(await insert(url, [{ text: `refused ${randomBytes(8).toString("hex")}` }])).toBeGreaterThanOrEqual(429);
    expect(await found(url, "_time:1h before")).toEqual(["before"]);
    await disk.resize(800);
    await until("storage that is not read-only", async () => ((await metricOf(url, "vl_storage_is_read_only")) === 0 ? true : undefined));
    expect(await insert(url, [{ text: "after" }])).toBe(200);
    await until("the last line", async () => ((await found(url, "_time:1h after")).length === 1 ? true : undefined));
    expect((await found(url, "_time:1h *")).sort()).toEqual(["after", "before"]);
  }, 120_000);
});

describeAsRoot("Jaeger with the stack's configuration", () => {
  it("runs as an ordinary user on a read-only root, and writes only to its volume", async () => {
    const { jaeger } = await ensureTools(["jaeger"]);
    const folder = await tempFolder();
    const disk = await mountDisk(cleanup, path.join(folder, "data"), 400);
    const here = new Loopback();
    const config = await here.configuration("jaeger", jaegerConfig(view));
    const secrets = path.join(folder, "secrets");
    await writeSecrets(secrets, storeAccountFiles());
    await writeFile(path.join(folder, "jaeger.yml"), config.replaceAll(jaegerDataFolder, disk.folder).replaceAll(secretsFolder, secrets));
    const [command, args] = confined(path.join(jaeger, "jaeger"), [`--config=${path.join(folder, "jaeger.yml")}`]);
    const ready = `${await here.url("jaeger", jaegerPorts.health)}/status`;
    await start(cleanup, "Jaeger", command, args, { ready });
    expect((await readdir(disk.folder)).sort()).toEqual(["keys", "values"]);
  }, 60_000);

  it("reports the free space, exits, and has every acknowledged span after the recovery of the runbook", async () => {
    let disk: SmallDisk | undefined;
    const prepare = async (folder: string): Promise<void> => {
      disk = await mountDisk(cleanup, path.join(folder, path.basename(jaegerDataFolder)), 400);
    };
    const pipeline = await startPipeline({ cleanup, view, prepare });
    const stored = async (id: string): Promise<boolean> => (await fetch(`${pipeline.traces}/api/traces/${id}`, storeLogin)).ok;
    const all = async (ids: readonly string[]): Promise<true | undefined> => {
      for (const id of ids) if (!(await stored(id))) return undefined;
      return true;
    };
    const ids = await send("many", pipeline.otlp);
    await until("the first traces", () => all(ids));
    const gauge = `${traceDiskFree.text}{`;
    const free = await until(
      "the free space",
      async () => {
        const line = (await text(pipeline.metrics.traces)).split("\n").find((each) => each.startsWith(gauge));
        return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(" ")));
      },
      90,
    );
    // TraceDiskFilling (critical) fires below 1 GiB.
    expect(free).toBeLessThanOrEqual(400 * 2 ** 20);
    await disk?.fill("other data");
    await until(
      "the exit of Jaeger",
      async () => {
        ids.push(...(await send("many", pipeline.otlp)));
        const answer = await fetch(pipeline.metrics.traces).catch(() => undefined);
        return answer === undefined ? true : undefined;
      },
      60,
    );
    await pipeline.stopStores();
    await rm(path.join(disk?.folder ?? "", "other data"));
    await pipeline.startStores();
    await until("every trace", () => all(ids), 60);
  }, 400_000);
});
