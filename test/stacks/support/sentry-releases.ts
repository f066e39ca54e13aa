import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { specsFolder } from "../vendors/provider/fakes/specs";
import { gunzipSync } from "node:zlib";
import { OpenAPIRouter, OpenAPIValidator, type Document } from "openapi-backend";

/** The path of Sentry's API description. The description's licence does not allow a copy in this repository. */
const specification = path.join(specsFolder, "sentry-openapi.json");
export const hasSpecification = existsSync(specification);

export interface Seen {
  readonly call: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A simulated Sentry for releases. It records calls, validates bodies against the API description and assembles uploads from chunks. */
export interface Releases {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** The validation errors of all calls. Empty if the API description allows every call, or if the description is not available. */
  readonly refused: readonly string[];
  /** Bundles of source maps that were uploaded completely, with a correct checksum. */
  readonly bundles: readonly Buffer[];
  stop(): void;
}

/** The validation errors of a call's body. Unknown calls have none. Queries are not validated, because sentry-cli sends an empty cursor. */
type Judge = (method: string, path: string, body: unknown) => readonly string[];

function judge(): Judge {
  if (!hasSpecification) return () => [];
  const whole = JSON.parse(readFileSync(specification, "utf8")) as Document;
  const known = Object.entries(whole.paths ?? {}).filter(([name]) => /_slug\}\/(releases|repos)\//.test(name));
  const definition = { ...whole, servers: [], paths: Object.fromEntries(known) } as Document;
  const router = new OpenAPIRouter({ definition, apiRoot: "/", ignoreTrailingSlashes: false });
  const ajvOpts = { strict: false, validateFormats: false };
  const validator = new OpenAPIValidator({ definition, router, lazyCompileValidators: true, ajvOpts });
  return (method, name, body) => {
    const asked = { method: method.toLowerCase(), path: name, headers: { "content-type": "application/json" }, body };
    const operation = router.matchOperation(asked);
    if (operation === undefined) return [];
    return (validator.validateRequest(asked, operation).errors ?? []).map(
      ({ instancePath, message }) => `${method} ${name}: ${instancePath} ${message ?? ""}`,
    );
  };
}

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** The chunks of an upload, by checksum. */
function partsIn(type: string, body: Buffer): [string, Buffer][] {
  const boundary = Buffer.from(`--${/boundary=([^;]+)/.exec(type)?.[1] ?? ""}`);
  const found: [string, Buffer][] = [];
  for (let at = body.indexOf(boundary); at >= 0;) {
    const next = body.indexOf(boundary, at + boundary.length);
    if (next < 0) break;
    const head = body.indexOf("\r\n\r\n", at);
    const name = /name="([^"]+)"/.exec(body.subarray(at, head).toString())?.[1];
    const content = body.subarray(head + 4, next - 2);
    const whole = name === "file_gzip" ? gunzipSync(content) : content;
    found.push([createHash("sha1").update(whole).digest("hex"), whole]);
    at = next;
  }
  return found;
}

/** Starts the simulated Sentry on loopback, for the organisation `example`. */
export async function startReleases(): Promise<Releases> {
  const against = judge();
  const seen: Seen[] = [];
  const refused: string[] = [];
  const bundles: Buffer[] = [];
  const chunks = new Map<string, Buffer>();
  let url = "";

  const assemble = (body: { readonly checksum: string; readonly chunks: readonly string[] }): object => {
    const missingChunks = body.chunks.filter((checksum) => !chunks.has(checksum));
    if (missingChunks.length > 0) return { state: "not_found", missingChunks };
    const whole = Buffer.concat(body.chunks.map((checksum) => chunks.get(checksum) ?? Buffer.alloc(0)));
    if (createHash("sha1").update(whole).digest("hex") !== body.checksum) return { state: "error", missingChunks: [], detail: "checksum" };
    bundles.push(whole);
    return { state: "ok", missingChunks: [] };
  };
  const release = { version: "web@1", projects: [], dateCreated: "2026-01-01T00:00:00Z", environment: "production", id: "1" };
  const answer = (call: string, type: string, raw: Buffer, body: unknown): unknown => {
    if (call === "GET /api/0/organizations/example/chunk-upload/")
      return {
        url: `${url}/upload/`,
        chunkSize: 8_388_608,
        chunksPerRequest: 64,
        maxFileSize: 2_147_483_648,
        maxRequestSize: 33_554_432,
        concurrency: 1,
        hashAlgorithm: "sha1",
        compression: ["gzip"],
        accept: ["debug_files", "release_files", "sources", "artifact_bundles", "artifact_bundles_v2"],
      };
    if (call === "POST /upload/") {
      for (const [checksum, part] of partsIn(type, raw)) chunks.set(checksum, part);
      return {};
    }
    if (call === "POST /api/0/organizations/example/artifactbundle/assemble/") return assemble(body as Parameters<typeof assemble>[0]);
    if (call === "GET /api/0/organizations/example/repos/") return [];
    return release;
  };

  const server = createServer((request, response) => {
    void (async () => {
      const raw = await bytesOf(request);
      const type = request.headers["content-type"] ?? "";
      const body: unknown = type.includes("json") && raw.length > 0 ? JSON.parse(raw.toString()) : undefined;
      const [pathname = ""] = (request.url ?? "").split("?");
      const call = `${request.method ?? ""} ${pathname}`;
      seen.push({ call, authorization: request.headers.authorization, body });
      refused.push(...against(request.method ?? "", pathname, body));
      response
        .writeHead(request.method === "POST" && call.includes("/releases/") ? 201 : 200, { "content-type": "application/json" })
        .end(JSON.stringify(answer(call, type, raw, body)));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    refused,
    bundles,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
