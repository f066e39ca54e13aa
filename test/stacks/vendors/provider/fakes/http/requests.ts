/** A recorded request. Headers are not recorded, because they contain the token. */
export interface Recorded {
  readonly method: string;
  /** Path with its query, without the token. */
  readonly path: string;
  /** `dropped` when the connection was closed without a response. */
  readonly status: number | "dropped";
  /** Parsed JSON without the token; undefined without a body. */
  readonly body: unknown;
  /** True when the token was in the path or the body, where it must never be. */
  readonly leaked: boolean;
}

/** Returns what to record, without the token. */
export function recordOf(method: string, path: string, text: string, status: Recorded["status"], token: string): Recorded {
  const clean = (value: string): string => value.replaceAll(token, "<token>");
  const parsed = parse(clean(text));
  return { method, path: clean(path), status, body: parsed, leaked: path.includes(token) || text.includes(token) };
}

/** A body parsed as JSON; the text itself if it is not JSON. */
export function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
