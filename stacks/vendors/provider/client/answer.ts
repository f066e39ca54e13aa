/** What came of one request: an answer with its status, or nothing (`status` 0 and why). */
export interface Answer {
  readonly status: number;
  /** Parsed JSON; the text when it is none; undefined when empty. */
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
  /** Why there is no answer. */
  readonly failure?: string;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Request {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Milliseconds until it is given up. */
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

/** The cause that says most: undici hides it below `fetch failed`. */
function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Sends one request; never throws. Redirects are not followed: they would turn a POST into a GET. The timer is our own because that of
 * AbortSignal.timeout does not keep the process alive.
 */
export async function send({ method, url, headers, body, timeoutMs }: Request): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
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
