import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { page } from "../../../stacks/demo/app/storefront/page";
import { storefrontBuckets } from "../../../stacks/demo/app/storefront/metrics";
import { buildDemoContext } from "../../../stacks/demo/build";
import { storefront } from "../../fixtures/demo";
import { docBlock } from "../../support/doc-blocks";
import { freePort } from "../../support/free-port";
import { text, until } from "../../support/until";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-storefront-"));
const pushes: { readonly url: string | undefined; readonly authorization: string | undefined }[] = [];
let running: ChildProcess;
let output = "";
let gateway: Server;
let url: string;

beforeAll(async () => {
  gateway = createServer((request: IncomingMessage, answer) => {
    pushes.push({ url: request.url, authorization: request.headers.authorization });
    request.resume().once("end", () => answer.writeHead(200, { "content-type": "application/json" }).end("{}"));
  });
  await new Promise<void>((done) => gateway.listen(0, "127.0.0.1", done));
  for (const name of ["token", "browser"]) writeFileSync(path.join(folder, name), `${name}-1\n`);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const { contextDir } = await buildDemoContext(path.join(folder, "image"));
  running = spawn(process.execPath, [path.join(contextDir, "app.js"), "storefront"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PORT: String(port),
      GATEWAY_USER: "none",
      GATEWAY_TOKEN_FILE: path.join(folder, "token"),
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/v1/metrics`,
      BROWSER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
      BROWSER_TOKEN_FILE: path.join(folder, "browser"),
      PAGE_SCRIPT_FILE: path.join(contextDir, "telemetry.js"),
    },
  });
  running.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await until("the storefront", () => text(`${url}/api/health`).catch(() => undefined));
}, 60_000);
afterAll(() => {
  running.kill("SIGKILL");
  gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the demo's storefront", () => {
  it("has pushed the metrics of a request, with the token of its system, before it responds", async () => {
    const before = pushes.length;
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    expect(pushes.slice(before)).toEqual([{ url: "/v1/metrics", authorization: "Bearer token-1" }]);
    for (const unknown of ["/constructor", "/api"]) expect((await fetch(url + unknown)).status).toBe(404);
  });

  it("shows a page that contains the token of browsers, not the token of the system", async () => {
    const text = await (await fetch(url)).text();
    expect(text).toContain('const endpoint = "http://127.0.0.1:4318"; const token = "browser-1"; const service = "storefront";');
    expect(text).not.toContain('token-1"');
    expect(page({ endpoint: "</script>", token: "t", service: "s" })).toContain('"\\u003c/script>"');
  });

  it("serves the documented script", async () => {
    const served = await (await fetch(`${url}/telemetry.js`)).text();
    const documented = docBlock("docs/telemetry-from-outside.md", "// telemetry.js");
    expect(documented.slice(documented.indexOf("const attributes"))).toBe(served);
  });

  it("has the bounds that the catalogue lists", () => {
    expect(storefront).toMatchObject({ instrumentation: { buckets: storefrontBuckets } });
  });

  it("responds although the gateway is down, and logs that its telemetry was not pushed", async () => {
    await new Promise<void>((done) => {
      gateway.close(() => done());
      gateway.closeAllConnections();
    });
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    await until("the warning", () => Promise.resolve(output.includes("telemetry was not pushed") ? true : undefined));
  });
});
