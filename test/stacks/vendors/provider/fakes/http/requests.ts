/** What is remembered of a request. Headers are not kept: they carry the token. */
export interface Recorded {
  readonly method: string;
  /** Path with its query, the token taken out. */
  readonly path: string;
  /** `dropped` when the connection was cut instead of an answer. */
  readonly status: number | "dropped";
  /** Parsed JSON, the token taken out; undefined without a body. */
  readonly body: unknown;
  /** True when the token stood in the path or the body, where it must never be. */
  readonly leaked: boolean;
}

/** Says what to remember, without the token. */
export function recordOf(method: string, path: string, text: string, status: Recorded["status"], token: string): Recorded {
  const clean = (value: string): string => value.replaceAll(token, "<token>");
  const parsed = parse(clean(text));
  return { method, path: clean(path), status, body: parsed, leaked: path.includes(token) || text.includes(token) };
}

/** JSON of a body; the text itself when it is no JSON. */
export function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
