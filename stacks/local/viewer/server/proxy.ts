import type { ServerResponse } from "node:http";
import { isAllowed, type Source } from "./sources";
import type { Refusal } from "./guard";

/** Limits of one request to a data source. */
export interface Limits {
  readonly milliseconds: number;
  readonly bytes: number;
}

export const usualLimits: Limits = { milliseconds: 30_000, bytes: 20 * 2 ** 20 };

/** A response of a data source. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const refuse = (status: number, message: string): Refusal => ({ status, message });
const isRefusal = (value: unknown): value is Refusal => typeof value === "object" && value !== null && "message" in value;

/** Splits `/api/sources/<uid>/<path>`. Undefined for other paths. */
export function split(path: string): { readonly uid: string; readonly rest: string } | undefined {
  const [, uid, rest] = /^\/api\/sources\/([\w-]+)(\/.*)$/.exec(path) ?? [];
  return uid === undefined || rest === undefined ? undefined : { uid, rest };
}

async function bodyOf(response: Response, { bytes }: Limits, stop: () => void): Promise<Buffer | Refusal> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done || value === undefined) break;
    size += value.length;
    if (size > bytes) {
      stop();
      return refuse(502, `The answer is larger than ${Math.round(bytes / 2 ** 20)} MiB. Choose a shorter time range.`);
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const inner = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
  return inner instanceof Error ? inner.message : error instanceof Error ? error.message : String(error);
}

/**
 * Requests an allowed path from a data source. Returns a Refusal for any other path, for a redirect, when a limit is exceeded, and when the
 * data source cannot be reached. `gone` aborts the request when the browser has closed the connection.
 */
export async function ask(source: Source, path: string, search: string, limits: Limits, gone: AbortSignal): Promise<Answer | Refusal> {
  if (!isAllowed(source.type, path)) return refuse(403, `${path} is not on the list of paths that the viewer reads from ${source.type}.`);
  const timeout = AbortSignal.timeout(limits.milliseconds);
  const tooMuch = new AbortController();
  try {
    const response = await fetch(`${source.url}${path}${search}`, {
      redirect: "manual",
      signal: AbortSignal.any([timeout, gone, tooMuch.signal]),
      headers: { accept: "application/json", ...(source.authorization === undefined ? {} : { authorization: source.authorization }) },
    });
    if (response.status >= 300 && response.status < 400)
      return refuse(502, `${source.uid} answers with a redirect (${response.status}). Give the final address of the server.`);
    const body = await bodyOf(response, limits, () => tooMuch.abort());
    return isRefusal(body) ? body : { status: response.status, body };
  } catch (error) {
    if (timeout.aborted) return refuse(504, `${source.uid} did not answer within ${limits.milliseconds / 1000} s.`);
    return refuse(502, `${source.uid} cannot be reached: ${reasonOf(error)}.`);
  }
}

/** Passes a request under `/api/sources/` on to its data source. Returns only the status and the body of the response, or a Refusal. */
export async function proxy(
  path: string,
  search: string,
  sources: readonly Source[],
  response: ServerResponse,
  limits: Limits = usualLimits,
): Promise<Answer | Refusal> {
  const parts = split(path);
  const source = sources.find(({ uid }) => uid === parts?.uid);
  if (parts === undefined || source === undefined) {
    const uid = parts?.uid ?? "";
    return refuse(404, `No address is known for the data source "${uid}". Give one with --prometheus, --logs or --traces.`);
  }
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return ask(source, parts.rest, search, limits, gone.signal);
}
