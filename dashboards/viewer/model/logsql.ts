/** Splits a LogsQL query at its pipes. A `|` in quotes or parentheses does not begin a pipe. */
function piped(query: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const [token] of query.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^]/g)) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (token === "|" && depth === 0) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${token}`);
  }
  return parts.map((part) => part.trim());
}

/** Whether a query computes statistics, so that its result is series instead of lines. */
export const hasStats = (query: string): boolean =>
  piped(query)
    .slice(1)
    .some((pipe) => /^stats\b/.test(pipe));

/** Returns a query that counts by level the lines that `query` selects before its first pipe. */
export const volumeOf = (query: string): string => `${piped(query)[0] ?? ""} | stats by (level) count() lines`;
