import { text } from "../until";

/** Fields of a log record in VictoriaLogs. */
export type Line = Readonly<Record<string, string>>;

/** The log records in VictoriaLogs that match a LogsQL query. `url` is the address of VictoriaLogs. */
export async function linesOf(url: string, query: string): Promise<Line[]> {
  const answer = await text(`${url}/select/logsql/query?query=${encodeURIComponent(query)}`);
  return answer
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}
