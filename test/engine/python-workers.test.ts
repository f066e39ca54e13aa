import { spawn } from "node:child_process";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { start } from "../exporters/contracts/recorder/harness/process";
import { python } from "../exporters/contracts/recorder/harness/python";
import { docBlock } from "../support/doc-blocks";
import { freePort, loopback } from "../support/free-port";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

const page = "docs/instrumenting/workers.md";

/** Lines of the metrics about workers, sorted. */
const workersAt = async (port: number): Promise<string[]> =>
  (await text(`http://${loopback}:${port}/metrics`))
    .split("\n")
    .filter((line) => line.startsWith("http_workers"))
    .sort();

const lines = (group: string, workers: string, busy: string): string[] => [
  `http_workers_busy{worker_group="${group}"} ${busy}`,
  `http_workers{worker_group="${group}"} ${workers}`,
];

/** Waits until the metrics have these lines. */
const shows = async (port: number, expected: readonly string[]): Promise<void> => {
  let seen: string[] = [];
  await until(`the metrics ${expected.join(", ")}`, async () => {
    seen = await workersAt(port);
    return expected.every((line) => seen.includes(line)) ? true : undefined;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${seen.join("\n")}`);
  });
};

/** An application that holds a request until a file exists, and whose worker exits at `/exit`. */
const wsgi = `
import os
import time

def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/exit":
        os.kill(os.getpid(), 9)
    if path == "/hold":
        while not os.path.exists("released"):
            time.sleep(0.05)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"done"]
`;

it("the documented configuration of gunicorn measures workers, also when all are busy, one is killed, and at a reload", async () => {
  const [port, metrics] = [await freePort(), await freePort()];
  const folder = await folderOf(cleanup, { "gunicorn.conf.py": docBlock(page, "# gunicorn.conf.py"), "app.py": wsgi });
  const bin = await python(() => undefined);
  const server = await start(cleanup, "gunicorn", bin, ["-m", "gunicorn", "--workers", "3", "--bind", `${loopback}:${port}`, "app:app"], {
    ready: `http://${loopback}:${port}/`,
    cwd: folder,
    env: { PYTHONDONTWRITEBYTECODE: "1", METRICS_PORT: String(metrics) },
  });
  await shows(metrics, lines("web", "3.0", "0.0"));
  const held = [1, 2, 3].map(() => fetch(`http://${loopback}:${port}/hold`).then((answer) => answer.text()));
  await shows(metrics, lines("web", "3.0", "3.0"));
  spawn("touch", [`${folder}/released`]);
  expect(await Promise.all(held)).toEqual(["done", "done", "done"]);
  await shows(metrics, lines("web", "3.0", "0.0"));
  await fetch(`http://${loopback}:${port}/exit`).catch(() => undefined);
  await shows(metrics, lines("web", "3.0", "0.0"));
  server.kill("SIGHUP");
  await fetch(`http://${loopback}:${port}/`).then((answer) => answer.text());
  await shows(metrics, lines("web", "3.0", "0.0"));
}, 1_800_000);

const routes = `
import asyncio
import os
import time

def released():
    return os.path.exists("released")

@app.get("/thread")
def thread():
    while not released():
        time.sleep(0.05)

@app.get("/loop")
async def loop():
    while not released():
        await asyncio.sleep(0.05)

@app.get("/health")
async def health():
    return {"status": "ok"}
`;

it("the documented modules for uvicorn measure threads and requests in progress, also when all threads are busy", async () => {
  const [port, metrics] = [await freePort(), await freePort()];
  const folder = await folderOf(cleanup, {
    "workers.py": docBlock(page, "# workers.py"),
    "app.py": `${docBlock(page, "# app.py")}\n${routes}`,
  });
  const bin = await python(() => undefined);
  await start(cleanup, "uvicorn", bin, ["-m", "uvicorn", "app:app", "--host", loopback, "--port", String(port)], {
    ready: `http://${loopback}:${port}/health`,
    cwd: folder,
    env: { PYTHONDONTWRITEBYTECODE: "1", METRICS_PORT: String(metrics) },
  });
  await shows(metrics, [...lines("threads", "40.0", "0.0"), ...lines("requests", "100.0", "0.0")]);
  const held = [...Array.from({ length: 45 }, () => "/thread"), ...Array.from({ length: 5 }, () => "/loop"), "/health"].map((route) =>
    fetch(`http://${loopback}:${port}${route}`).then((answer) => answer.status),
  );
  await shows(metrics, [...lines("threads", "40.0", "40.0"), ...lines("requests", "100.0", "50.0")]);
  spawn("touch", [`${folder}/released`]);
  expect(new Set(await Promise.all(held))).toEqual(new Set([200]));
  await shows(metrics, [...lines("threads", "40.0", "0.0"), ...lines("requests", "100.0", "0.0")]);
}, 1_800_000);
