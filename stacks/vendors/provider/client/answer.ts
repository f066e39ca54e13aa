/** The result of one request: a response with its status, or an error (`status` 0 and the reason). */
export interface Answer {
  readonly status: number;
  /** Parsed JSON; the text if it is not JSON; undefined if it is empty. */
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
  /** Why there is no response. */
  readonly failure?: string;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Request {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Timeout in milliseconds. */
  readonly timeoutMs: number;
}

const parse = (text: string): unknown => {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** The most specific cause, because undici only says `fetch failed`. */
function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Sends one request; never throws. Does not follow redirects, because they can turn a POST into a GET. Uses setTimeout, because
 * AbortSignal.timeout does not keep the process alive.
 */
export async function send({ method, url, headers, body, timeoutMs }: Request): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no response within ${timeoutMs / 1000} s`)), timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      redirect: "manual",
      signal: abort.signal,
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parse(text), header: (name) => response.headers.get(name) ?? undefined };
  } catch (error) {
    return { status: 0, body: undefined, header: () => undefined, failure: reason(error) };
  } finally {
    clearTimeout(timer);
  }
}
