/** One `key=value`. The value is a word or a double-quoted string with backslash escapes. */
const pair = /([^\s="]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?=\s|$)/y;

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gs, (_, char: string) => (char === "n" ? "\n" : char));

/** Parses logfmt such as `error=true http.route="/orders"`. Throws an Error that names the part that it cannot parse. */
export function parseLogfmt(text: string): readonly (readonly [key: string, value: string])[] {
  const found: [string, string][] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (at === text.length) return found;
    pair.lastIndex = at;
    const match = pair.exec(text);
    if (match === null)
      throw new Error(`The search cannot be read from ${JSON.stringify(text.slice(at, at + 40))}. Write key=value or key="some words".`);
    found.push([match[1] ?? "", match[2] === undefined ? (match[3] ?? "") : unescaped(match[2])]);
    at = pair.lastIndex;
  }
}

/** Formats one `key=value`, so that `parseLogfmt` returns the same key and value. */
export const logfmtPair = (key: string, value: string): string =>
  /^[^\s"\\]+$/.test(value) ? `${key}=${value}` : `${key}="${value.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
