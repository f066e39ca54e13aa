import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { pageOf } from "../../../../dashboards/viewer/model/url";
import { dashboardsIn, fileBelow, type Served } from "./files";
import { refusalOf, safety, type Refusal } from "./guard";
import { proxy, usualLimits, type Limits } from "./proxy";
import type { Source } from "./sources";

export interface ViewerOptions {
  /** Name of the environment, which the page displays. */
  readonly environment: string;
  /** Folder with the rendered dashboards. */
  readonly dashboards: string;
  /** Folder with the built page. */
  readonly page: string;
  readonly sources: readonly Source[];
  /** Scrape interval in seconds. It is the shortest step of a query. */
  readonly scrapeSeconds: number;
  /** Port on 127.0.0.1. With 0, the operating system chooses a free port. */
  readonly port: number;
  readonly limits?: Limits;
}

/** A running viewer. Disposing of the viewer closes its port. */
export interface Viewer extends AsyncDisposable {
  readonly url: string;
}

const json = (value: unknown): Served => ({ type: "application/json", body: Buffer.from(JSON.stringify(value)) });
const missing = (what: string): Refusal => ({ status: 404, message: `${what} does not exist.` });

async function dashboard(uid: string, { dashboards, environment }: ViewerOptions): Promise<Served | Refusal> {
  const all = dashboardsIn(dashboards);
  const found = all.find((entry) => entry.uid === uid);
  if (found !== undefined) return { type: "application/json", body: await readFile(found.file) };
  const known = all.map((entry) => entry.uid).join(", ");
  return { status: 404, message: `There is no dashboard "${uid}" in the environment ${environment}. There are: ${known}.` };
}

/** Whether the path belongs to a page, so that the server returns the HTML file. */
const isPage = (path: string): boolean => path === "/" || path.startsWith("/d/") || pageOf(path) !== undefined;

async function served(path: string, search: string, response: ServerResponse, options: ViewerOptions) {
  const { environment, dashboards, page, sources, scrapeSeconds, limits = usualLimits } = options;
  if (path === "/api/viewer") {
    const listed = dashboardsIn(dashboards).map(({ uid, title, description, tags }) => ({ uid, title, description, tags }));
    return json({
      environment,
      pid: process.pid,
      scrapeSeconds,
      sources: sources.map(({ uid, type }) => ({ uid, type })),
      dashboards: listed,
    });
  }
  const [, uid] = /^\/api\/dashboards\/([\w-]+)$/.exec(path) ?? [];
  if (uid !== undefined) return dashboard(uid, options);
  if (path.startsWith("/api/sources/")) return proxy(path, search, sources, response, limits);
  if (path.startsWith("/api/")) return missing(path);
  if (isPage(path)) return (await fileBelow(page, "index.html")) ?? missing("The built page");
  return (await fileBelow(page, path)) ?? missing(path);
}

function send(response: ServerResponse, status: number, type: string, body: Buffer | string): void {
  response.writeHead(status, { ...safety, "content-type": type, "cache-control": "no-cache" });
  response.end(body);
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ViewerOptions, port: number): Promise<void> {
  // `new URL` would resolve `..` in the path, so the checks would not see it.
  const [path = "/", search = ""] = (request.url ?? "/").split(/\?(.*)/s);
  const refusal = refusalOf({ method: request.method, path, headers: request.headers }, port);
  const result = refusal ?? (await served(path, search === "" ? "" : `?${search}`, response, options));
  if (response.destroyed) return;
  if ("message" in result) send(response, result.status, "application/json", JSON.stringify({ error: result.message }));
  else if ("type" in result) send(response, 200, result.type, result.body);
  else send(response, result.status, "application/json", result.body);
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

/** Serves the dashboards of one environment on 127.0.0.1. Rejects if the port is in use. */
export async function startViewer(options: ViewerOptions): Promise<Viewer> {
  let port = options.port;
  const server = createServer((request, response) => {
    answer(request, response, options, port).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      send(response, 500, "application/json", JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    });
  });
  port = await listen(server, port);
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
