import { text } from "../until";
import { storeLogin } from "./accounts";

export type StoredLine = Readonly<Record<string, string>>;

/** Returns the log lines in VictoriaLogs that match a LogsQL query. `logs` is the URL of VictoriaLogs. */
export async function storedLines(logs: string, query: string): Promise<StoredLine[]> {
  const answer = await text(`${logs}/select/logsql/query?query=${encodeURIComponent(query)}`, storeLogin);
  return answer
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as StoredLine);
}

/** The sum of those samples of a metric whose line contains every text in `labels`. 0 if there are no such samples. */
export const sumOf = (exposition: string, metric: string, ...labels: readonly string[]): number =>
  exposition
    .split("\n")
    .filter((line) => line.startsWith(metric) && /[{ ]/.test(line.charAt(metric.length)) && labels.every((label) => line.includes(label)))
    .reduce(
      (total, line) =>
        total +
        Number(
          line
            .slice(line.includes("}") ? line.lastIndexOf("} ") + 1 : metric.length)
            .trim()
            .split(" ")[0],
        ),
      0,
    );
