/**
 * Converts an OpenMetrics page to the plain text format. prom-client renames counters permanently after it has written OpenMetrics, so the
 * plain format is derived from that page instead of switching the registry back.
 */
export function toPlainText(openMetrics: string): string {
  const counters = new Set([...openMetrics.matchAll(/^# TYPE (\S+) counter$/gm)].map((match) => match[1]));
  const lines = openMetrics.split("\n").filter((line) => line !== "# EOF");
  return lines
    .map((line) => {
      const head = /^(# (?:HELP|TYPE) )(\S+)( .*)?$/.exec(line);
      if (head) return counters.has(head[2]) ? `${head[1] ?? ""}${head[2] ?? ""}_total${head[3] ?? ""}` : line;
      return line.replace(/ # \{.*\} \S+ \S+$/, "");
    })
    .join("\n");
}
