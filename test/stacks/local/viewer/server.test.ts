import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { startViewer, type Viewer } from "../../../../stacks/local/viewer/server/main";

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Sends a request unchanged. `fetch` would resolve `..` and refuse to set `Host`. */
const ask = (
  url: string,
  target: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path: target, ...options }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.once("error", reject);
    sent.end();
  });

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-viewer-"));
const seen: { url: string; authorization: string | undefined }[] = [];
let behave: (request: IncomingMessage, response: ServerResponse) => void;
let upstream: Server;
let viewer: Viewer;

beforeAll(async () => {
  writeFileSync(path.join(folder, "index.html"), "<p>page</p>");
  writeFileSync(path.join(folder, "a.json"), JSON.stringify({ uid: "monitoring-a", title: "A", panels: [] }));
  upstream = createServer((incoming, response) => {
    seen.push({ url: incoming.url ?? "", authorization: incoming.headers.authorization });
    behave(incoming, response);
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  viewer = await startViewer({
    environment: "local",
    dashboards: folder,
    page: folder,
    sources: [
      { uid: "prometheus", type: "prometheus", url, authorization: "Bearer secret" },
      { uid: "loki", type: "loki", url },
      { uid: "tempo", type: "tempo", url },
      { uid: "victoria-logs", type: "victoria-logs", url },
      { uid: "jaeger", type: "jaeger", url },
      { uid: "gone", type: "prometheus", url: "http://127.0.0.1:1" },
    ],
    scrapeSeconds: 15,
    port: 0,
    limits: { milliseconds: 2000, bytes: 1000 },
  });
});

beforeEach(() => {
  seen.length = 0;
  behave = (_, response) => {
    response.setHeader("set-cookie", "a=b");
    response.end('{"status":"success"}');
  };
});

afterAll(async () => {
  await viewer[Symbol.asyncDispose]();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
  rmSync(folder, { recursive: true });
});

const source = "/api/sources/prometheus";

describe("the viewer's server", () => {
  it("serves the page for every address of a dashboard, with a policy that allows no foreign code", async () => {
    for (const target of ["/", "/d/monitoring-a", "/d/monitoring-a/a?var-x=1"]) {
      const answer = await ask(viewer.url, target);
      expect([answer.status, answer.body]).toEqual([200, "<p>page</p>"]);
      expect(answer.headers["content-security-policy"]).toMatch(/^default-src 'self';/);
    }
  });

  it("lists the dashboards and the data sources, without their addresses and logins", async () => {
    const { body } = await ask(viewer.url, "/api/viewer");
    expect(JSON.parse(body)).toMatchObject({
      environment: "local",
      scrapeSeconds: 15,
      dashboards: [{ uid: "monitoring-a", title: "A" }],
      sources: [
        { uid: "prometheus", type: "prometheus" },
        { uid: "loki" },
        { uid: "tempo" },
        { uid: "victoria-logs" },
        { uid: "jaeger" },
        { uid: "gone" },
      ],
    });
    expect(body).not.toMatch(/secret|http:/);
  });

  it("serves a dashboard by its uid, and names the known ones for another uid", async () => {
    expect(JSON.parse((await ask(viewer.url, "/api/dashboards/monitoring-a")).body)).toMatchObject({ title: "A" });
    const unknown = await ask(viewer.url, "/api/dashboards/monitoring-b");
    expect([unknown.status, unknown.body]).toEqual([
      404,
      '{"error":"There is no dashboard \\"monitoring-b\\" in the environment local. There are: monitoring-a."}',
    ]);
  });

  it("passes an allowed query on with the login, and gives only status, type and body back", async () => {
    const answer = await ask(viewer.url, `${source}/api/v1/query?query=up&time=1`);
    expect([answer.status, answer.body]).toEqual([200, '{"status":"success"}']);
    expect(seen).toEqual([{ url: "/api/v1/query?query=up&time=1", authorization: "Bearer secret" }]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it.each([
    ["/api/sources/loki/loki/api/v1/query_range"],
    ["/api/sources/loki/loki/api/v1/label/service/values"],
    ["/api/sources/tempo/api/search"],
    ["/api/sources/tempo/api/v2/traces/0af7651916cd43dd"],
    ["/api/sources/victoria-logs/select/logsql/query?query=*"],
    ["/api/sources/victoria-logs/select/logsql/stats_query"],
    ["/api/sources/victoria-logs/select/logsql/stats_query_range"],
    ["/api/sources/jaeger/api/traces?service=orders"],
    ["/api/sources/jaeger/api/traces/0af7651916cd43dd8448eb211c80319c"],
    [`${source}/api/v1/label/service/values`],
  ])("passes %s on", async (target) => {
    expect((await ask(viewer.url, target)).status).toBe(200);
    expect(seen).toHaveLength(1);
  });

  it.each([
    [`${source}/api/v1/admin/tsdb/delete_series`],
    [`${source}/-/quit`],
    [`${source}/api/v1/admin/tsdb/snapshot`],
    [`${source}/api/v1/query/../admin/tsdb/snapshot`],
    [`${source}/api/v1/..%2fadmin`],
    ["/api/sources/loki/loki/api/v1/push"],
    ["/api/sources/tempo/api/v2/traces/../status"],
    [`${source}/loki/api/v1/query`],
    ["/api/sources/victoria-logs/select/logsql/tail"],
    ["/api/sources/victoria-logs/insert/jsonline"],
    ["/api/sources/victoria-logs/delete/run_task"],
    ["/api/sources/victoria-logs/internal/force_flush"],
    ["/api/sources/jaeger/api/services/../traces"],
    ["/api/sources/jaeger/api/archive/0af7651916cd43dd"],
    ["/api/sources/jaeger/"],
  ])("refuses %s before it reaches the data source", async (target) => {
    expect((await ask(viewer.url, target)).status).toBe(403);
    expect(seen).toEqual([]);
  });

  it("refuses all methods but GET and HEAD", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
      expect((await ask(viewer.url, `${source}/api/v1/query`, { method })).status).toBe(405);
    expect(seen).toEqual([]);
  });

  it("refuses a foreign Host, so that no other site can point its name here", async () => {
    expect((await ask(viewer.url, "/api/viewer", { headers: { host: "evil.example:80" } })).status).toBe(421);
    expect((await ask(viewer.url, "/api/viewer", { headers: { host: `localhost:${new URL(viewer.url).port}` } })).status).toBe(200);
  });

  it("refuses pages of other origins, except a link that a person follows to a page", async () => {
    const cross = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect((await ask(viewer.url, `${source}/api/v1/query`, { headers: cross })).status).toBe(403);
    expect(
      (await ask(viewer.url, "/d/monitoring-a", { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } })).status,
    ).toBe(403);
    expect((await ask(viewer.url, "/d/monitoring-a", { headers: cross })).status).toBe(200);
    expect((await ask(viewer.url, `${source}/api/v1/query`, { headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  });

  it("serves no file outside of the page's folder", async () => {
    for (const target of ["/../../../etc/hostname.json", "/..%2f..%2fetc%2fpasswd", "/a.json/../../x.json", "/nothing.js"])
      expect((await ask(viewer.url, target)).status).toBe(404);
  });

  it("gives the status and the body of a query that the data source refuses", async () => {
    behave = (_, response) => response.writeHead(400).end('{"status":"error","error":"parse error"}');
    const answer = await ask(viewer.url, `${source}/api/v1/query?query=(`);
    expect([answer.status, answer.body]).toEqual([400, '{"status":"error","error":"parse error"}']);
  });

  it("says which data source cannot be reached", async () => {
    const answer = await ask(viewer.url, "/api/sources/gone/api/v1/query?query=up");
    expect(answer.status).toBe(502);
    expect(answer.body).toMatch(/gone cannot be reached: /);
    const unknown = await ask(viewer.url, "/api/sources/mimir/api/v1/query");
    expect([unknown.status, unknown.body]).toEqual([
      404,
      '{"error":"No address is known for the data source \\"mimir\\". Give one with --prometheus, --logs or --traces."}',
    ]);
  });

  it("does not follow redirects", async () => {
    behave = (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    const answer = await ask(viewer.url, `${source}/api/v1/query`);
    expect([answer.status, answer.body]).toEqual([
      502,
      '{"error":"prometheus answers with a redirect (302). Give the final address of the server."}',
    ]);
  });

  it("aborts a query that times out, and one whose answer is too large", async () => {
    behave = () => undefined;
    const slow = await ask(viewer.url, `${source}/api/v1/query`);
    expect([slow.status, slow.body]).toEqual([504, '{"error":"prometheus did not answer within 2 s."}']);
    behave = (_, response) => response.end("x".repeat(2000));
    expect((await ask(viewer.url, `${source}/api/v1/query`)).status).toBe(502);
  });

  it("aborts the query when the browser disconnects", async () => {
    let closed: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    const reached = new Promise<void>((resolve) => {
      behave = (_, response) => {
        response.once("close", () => closed());
        resolve();
      };
    });
    const stop = new AbortController();
    const sent = fetch(`${viewer.url}${source}/api/v1/query`, { signal: stop.signal }).catch(() => undefined);
    await reached;
    stop.abort();
    await Promise.all([sent, ended]);
  });
});
