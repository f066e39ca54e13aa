/** A recorded request, without headers, because they contain the token. */
export interface Recorded {
  readonly method: string;
  /** The path with the query, without the token. */
  readonly path: string;
  /** The response's status, or `dropped` if the connection was closed without a response. */
  readonly status: number | "dropped";
  /** The body as parsed JSON, or as text if it is not JSON, without the token. Undefined if there is no body. */
  readonly body: unknown;
  /** True if the path or the body contained the token, which must never happen. */
  readonly leaked: boolean;
}

/** Returns the request to record, with the token removed. */
export function recordOf(method: string, path: string, text: string, status: Recorded["status"], token: string): Recorded {
  const clean = (value: string): string => value.replaceAll(token, "<token>");
  const parsed = parse(clean(text));
  return { method, path: clean(path), status, body: parsed, leaked: path.includes(token) || text.includes(token) };
}

/** The body as parsed JSON, or the body's text if it is not JSON. Undefined for an empty body. */
export function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
