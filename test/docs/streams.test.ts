import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-streams-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * An Express server with streams that end, that fail, that are refused and that hang, and a server of WebSockets. Real clients complete
 * streams, disconnect, and break their connections. At the end, the server shuts down.
 */
const program = `
const { createServer, get } = require("node:http");
const { connect } = require("node:net");
const express = require("express");
const { WebSocket, WebSocketServer } = require("ws");
const { register } = require("prom-client");
const { defineStreams, streamErrors, shutdown } = require("./streams.cjs")(require("./stream-metrics.cjs"));

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const print = async (title) => console.log("PART " + title + "\\n" + (await register.metrics()));
const chat = defineStreams("chat", { ends: true });
const updates = defineStreams("updates");
const sockets = defineStreams("sockets");
const open = (response) => response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\\n\\n");

const app = express();
app.get("/chat/whole", chat.express, (_, response) => void (open(response), response.end("data: 2\\n\\n")));
app.get("/chat/refused", chat.express, (_, response) => void response.status(401).end("no"));
app.get("/chat/failing", chat.express, async (_, response) => {
  open(response);
  await sleep(50);
  throw new Error("broken");
});
app.get("/chat/piped", chat.express, (_, response) => {
  open(response);
  setTimeout(() => response.destroy(new Error("broken")), 50);
});
app.get("/chat/hanging", chat.express, (_, response) => {
  open(response);
  setInterval(() => response.write(": heartbeat\\n\\n"), 50).unref();
});
app.get("/updates", updates.express, (_, response) => {
  open(response);
  setInterval(() => response.write(Buffer.from("data: x\\n\\n")), 50).unref();
});
app.use(streamErrors);
app.use((_error, _request, response, _next) => void response.destroy());
const server = createServer(app);
const webSockets = new WebSocketServer({ server });
webSockets.on("connection", (socket) => {
  sockets.socket(socket);
  socket.on("message", (text) => {
    if (String(text) === "close") socket.close(4001);
    else if (String(text) === "fail") socket.close(1011);
    else socket.send("hello");
  });
});

(async () => {
  await print("start");
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const whole = (route) => fetch("http://127.0.0.1:" + port + route).then((answer) => answer.text()).catch(() => undefined);
  const raw = async (route) => {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    socket.write("GET " + route + " HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n");
    await new Promise((resolve) => socket.once("data", resolve));
    return socket;
  };
  for (const route of ["/chat/whole", "/chat/refused", "/chat/failing", "/chat/piped"]) await whole(route);
  (await raw("/chat/hanging")).end();
  (await raw("/updates")).end();
  (await raw("/updates")).resetAndDestroy();
  const web = async () => {
    const socket = new WebSocket("ws://127.0.0.1:" + port);
    socket.on("error", () => undefined);
    await new Promise((resolve) => socket.once("open", resolve));
    return socket;
  };
  (await web()).close();
  (await web()).close(1001);
  (await web()).send("close");
  (await web()).send("fail");
  (await web()).terminate();
  await sleep(300);
  await print("closed");
  await raw("/chat/hanging");
  await raw("/updates");
  (await web()).send("one");
  await sleep(1000);
  await print("open");
  shutdown();
  for (const socket of webSockets.clients) socket.close(1001);
  server.closeAllConnections();
  await sleep(100);
  await print("end");
  process.exit();
})();
`;

/** The samples of a part of the output that are not 0, without the metric's prefix. */
const samples = (parts: ReadonlyMap<string, string>, title: string, metric: string): string[] =>
  (parts.get(title) ?? "")
    .split("\n")
    .filter((line) => line.startsWith(`${metric}{`) && !line.endsWith(" 0"))
    .map((line) => line.slice(metric.length))
    .sort();

test("the documented module for Node.js measures real streams of Express and WebSockets by the reason of their close", async () => {
  for (const file of ["streams.cjs", "stream-metrics.cjs"])
    writeFileSync(path.join(folder, file), docBlock("docs/instrumenting/streams.md", `// ${file}`));
  writeFileSync(path.join(folder, "program.cjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs")], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
  });
  const parts = new Map(stdout.split("PART ").map((part): [string, string] => [part.split("\n")[0] ?? "", part]));
  const start = parts.get("start") ?? "";
  for (const stream of ["chat", "updates", "sockets"]) {
    expect(start).toContain(`streams_active{stream="${stream}"} 0\n`);
    expect(start).toContain(`streams_silence_seconds{stream="${stream}"} 0\n`);
    expect(start).toContain(`streams_opened_total{stream="${stream}"} 0\n`);
    expect(start).toContain(`streams_closed_total{stream="${stream}",outcome="abnormal",reason="error"} 0\n`);
  }
  const closed = [
    '{stream="chat",outcome="abnormal",reason="disconnected"} 1',
    '{stream="chat",outcome="abnormal",reason="error"} 2',
    '{stream="chat",outcome="normal",reason="completed"} 1',
    '{stream="sockets",outcome="abnormal",reason="error"} 1',
    '{stream="sockets",outcome="abnormal",reason="lost"} 1',
    '{stream="sockets",outcome="normal",reason="completed"} 1',
    '{stream="sockets",outcome="normal",reason="disconnected"} 2',
    '{stream="updates",outcome="normal",reason="disconnected"} 2',
  ];
  expect(samples(parts, "closed", "streams_closed_total")).toEqual(closed);
  expect(samples(parts, "closed", "streams_active")).toEqual([]);
  expect(samples(parts, "open", "streams_active")).toEqual(['{stream="chat"} 1', '{stream="sockets"} 1', '{stream="updates"} 1']);
  expect(samples(parts, "open", "streams_opened_total")).toEqual(['{stream="chat"} 5', '{stream="sockets"} 6', '{stream="updates"} 3']);
  const silences = Object.fromEntries(
    samples(parts, "open", "streams_silence_seconds").map((line): [string, number] => [
      /"(.*)"/.exec(line)?.[1] ?? "",
      Number(line.split(" ").at(-1)),
    ]),
  );
  // The hanging stream sends only heartbeats. The other one sends events.
  expect(silences["chat"]).toBeGreaterThan(0.9);
  expect(silences["updates"]).toBeLessThan(0.5);
  const ended = ["chat", "sockets", "updates"].map((stream) => `{stream="${stream}",outcome="normal",reason="shutdown"} 1`);
  expect(samples(parts, "end", "streams_closed_total")).toEqual([...closed, ...ended].sort());
});
