import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { query } from "../../stacks/local/prometheus";
import { Stage } from "../alert-rules/routes/stage";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { start, stop } from "../exporters/contracts/recorder/harness/process";
import { python } from "../exporters/contracts/recorder/harness/python";
import { docBlock } from "../support/doc-blocks";
import { freePort } from "../support/free-port";
import { startPrometheus } from "../support/prometheus-process";
import { shipped } from "../support/shipped";
import { describeWith, toolPath } from "../support/tools";
import { until } from "../support/until";
import { Clients, frame, openStream, openWebSocket, wholeStream } from "./streams/clients";

const minute = 60_000;
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), minute);

/** Starts the application with the documented middleware. It writes its last metrics to `last`. */
async function startApp(port: number, last?: string, options: readonly string[] = []) {
  const modules = await folderOf(cleanup, { "streams.py": docBlock("docs/instrumenting/streams.md", "# streams.py") });
  const args = ["-m", "uvicorn", "streaming_app:app", "--host", "127.0.0.1", "--port", String(port), "--timeout-graceful-shutdown", "2"];
  return start(cleanup, "the application", await python(() => undefined), [...args, ...options], {
    ready: `http://127.0.0.1:${port}/metrics`,
    cwd: path.join(__dirname, "streams"),
    env: { PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: "1", ...(last === undefined ? {} : { LAST: last }) },
  });
}

/** The samples of a metric that are not 0, without its name. */
const samples = (text: string, metric: string): string[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith(`${metric}{`) && !line.endsWith(" 0.0"))
    .map((line) => line.slice(metric.length))
    .sort();

it("the documented middleware measures streams of FastAPI and sse-starlette by the reason of their close", async () => {
  const port = await freePort();
  const last = path.join(await folderOf(cleanup, {}), "last.prom");
  const app = await startApp(port, last, ["--ws", "websockets"]);
  const read = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(await read()).toContain('streams_closed_total{outcome="abnormal",reason="disconnected",stream="chat"} 0.0');

  for (const route of ["/chat/whole", "/chat/refused", "/chat/failing"]) await wholeStream(port, route);
  (await openStream(port, "/chat/hanging")).end();
  (await openStream(port, "/updates")).end();
  (await openStream(port, "/updates")).resetAndDestroy();
  (await openStream(port, "/lines")).end();
  for (const sent of [frame("close"), Buffer.concat([frame("text", "close"), frame("close")]), frame("text", "fail")])
    (await openWebSocket(port, "/socket")).write(sent);
  (await openWebSocket(port, "/socket")).resetAndDestroy();
  const closed = [
    '{outcome="abnormal",reason="disconnected",stream="chat"} 1.0',
    '{outcome="abnormal",reason="error",stream="chat"} 1.0',
    '{outcome="abnormal",reason="error",stream="sockets"} 1.0',
    '{outcome="abnormal",reason="lost",stream="sockets"} 1.0',
    '{outcome="normal",reason="completed",stream="chat"} 1.0',
    '{outcome="normal",reason="completed",stream="sockets"} 1.0',
    '{outcome="normal",reason="disconnected",stream="lines"} 1.0',
    '{outcome="normal",reason="disconnected",stream="sockets"} 1.0',
    '{outcome="normal",reason="disconnected",stream="updates"} 2.0',
  ];
  await sleep(2000);
  expect(samples(await read(), "streams_closed_total")).toEqual(closed);
  expect(samples(await read(), "streams_active")).toEqual([]);

  await openStream(port, "/chat/hanging");
  await openStream(port, "/updates");
  await openStream(port, "/lines");
  await sleep(3000);
  expect(samples(await read(), "streams_active")).toEqual(['{stream="chat"} 1.0', '{stream="lines"} 1.0', '{stream="updates"} 1.0']);
  const silences = samples(await read(), "streams_silence_seconds").map((line) => Number(line.split(" ").at(-1)));
  // The hanging stream sends only heartbeats.
  expect(silences[0]).toBeGreaterThan(2.5);
  expect(Math.max(...silences.slice(1))).toBeLessThan(1);

  app.kill("SIGTERM");
  await once(app, "close");
  const ended = ["chat", "lines", "updates"].map((stream) => `{outcome="normal",reason="shutdown",stream="${stream}"} 1.0`);
  expect(samples(readFileSync(last, "utf8"), "streams_closed_total")).toEqual([...closed, ...ended].sort());
}, 1_800_000);

describeWith("prometheus", "an application with sse-starlette", (binary) => {
  it(
    "notifies the owner of streams that stall, break and are lost, and of nothing while the application is deployed",
    async () => {
      const view = shipped.view("production");
      await using stage = await Stage.inHours(toolPath("alertmanager") ?? "alertmanager is not in the cache", view);
      const folder = await folderOf(cleanup, {});
      mkdirSync(path.join(folder, "data"));
      const rules = artefactsOf(view).filter(({ path: file }) => /rules\/(streams|targets|thresholds)\.rules\.yml$/.test(file));
      for (const { path: file, content } of rules) writeFileSync(path.join(folder, path.basename(file)), content);
      const port = await freePort();
      const profile = "fastapi-instrumentator";
      const labels = { system: "tenant-ai", environment: "production", service: "api", instrumentation: profile };
      const config = {
        global: { scrape_interval: "5s", scrape_timeout: "4s", evaluation_interval: "5s" },
        alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(stage.url).host] }] }] },
        rule_files: ["*.rules.yml"],
        scrape_configs: [{ job_name: profile, static_configs: [{ targets: [`127.0.0.1:${port}`], labels }] }],
      };
      const first = await startApp(port);
      const { url, end } = await startPrometheus(binary, folder, await freePort(), config);
      cleanup.add(end);

      const clients = new Clients(port, "/chat/long", 40);
      clients.start();
      const state = { breaking: false, running: true };
      cleanup.add(() => {
        state.running = false;
        clients.end();
      });
      void (async () => {
        while (state.running) {
          await wholeStream(port, "/chat/whole");
          if (state.breaking) await openStream(port, "/chat/long").then((socket) => socket.resetAndDestroy());
          await sleep(200);
        }
      })().catch(() => undefined);
      const active = 'stream:active:count{system="tenant-ai",service="api",stream="chat"}';
      const open = (count: number) => until(`${count} streams`, async () => (await query(url, `${active} >= ${count}`))?.at(0), 60);
      await open(40);
      await sleep(30_000);

      // A deployment: the process ends, its successor starts, and the clients reconnect.
      await stop(first);
      await startApp(port);
      await open(40);

      const summaries = {
        lost: "of the open streams of chat in one process ended at about the same time",
        broken: "of the streams of chat are closed abnormally",
        stalled: "an open stream of chat has sent no event for",
      };
      const slack = "slack-ai-platform-alerts";
      const statuses = () => Object.values(summaries).flatMap((summary) => stage.statuses(slack, summary));
      const notified = (status: string, seconds: number) =>
        until(
          `${status} for all faults`,
          () => Promise.resolve(Object.values(summaries).every((summary) => stage.statuses(slack, summary).includes(status)) || undefined),
          seconds,
        );
      // The alert on lost streams compares with 6 minutes earlier, so the deployment must be longer ago.
      await sleep(400_000);
      expect(statuses()).toEqual([]);

      const hanging = await openStream(port, "/chat/hanging");
      clients.away = true;
      clients.breakAll();
      state.breaking = true;
      await notified("firing", 480);
      clients.away = false;
      state.breaking = false;
      hanging.end();
      await notified("resolved", 900);
    },
    30 * minute,
  );
});
