/** The result of a request. Without a response, `status` is 0 and `failure` says why. */
export interface Answer {
  readonly status: number;
  /** The parsed JSON; the text if the body is not JSON; undefined if the body is empty. */
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
  /** Why there is no response; undefined if there is a response. */
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

/** Why a request got no response. If the error has a cause, the cause has the reason, and the error's message is only `fetch failed`. */
function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Sends one request and never throws. Does not follow redirects, because a redirect can turn a POST into a GET. Uses setTimeout, because
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
