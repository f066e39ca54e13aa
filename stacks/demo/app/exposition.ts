/**
 * Converts metrics in the OpenMetrics format to Prometheus' text format. Switching the registry to the text format is not possible: once
 * prom-client has written OpenMetrics, its counters keep their OpenMetrics names.
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
