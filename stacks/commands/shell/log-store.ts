import { z } from "zod";
import { escapeRegex } from "../../../exporters/scrape/relabel";
import { UserError } from "../../config/errors";

/** The service whose lines are read from the log store. */
export interface Logged {
  readonly system: string;
  readonly service: string;
  readonly environment: string;
}

/** Which lines to read. `grep`: only lines that contain this text; upper and lower case are equal. */
interface StoreOptions {
  readonly since: Date;
  readonly tail: number;
  readonly grep?: string | undefined;
}

export type LogStore = "loki" | "victoria-logs";

const labelled = (labels: Readonly<Record<string, string>>): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",")}}`;

/** Path and query of the request for the latest lines of a service. */
export function storePath(store: LogStore, { system, service, environment }: Logged, { since, tail, grep }: StoreOptions): string {
  const pattern = grep === undefined ? undefined : JSON.stringify(`(?i)${escapeRegex(grep)}`);
  if (store === "loki") {
    const stream = labelled({ service_namespace: system, service_name: service, deployment_environment_name: environment });
    const query = pattern === undefined ? stream : `${stream} |~ ${pattern}`;
    const parameters = { query, start: `${since.getTime()}000000`, limit: String(tail), direction: "backward" };
    return `/loki/api/v1/query_range?${new URLSearchParams(parameters).toString()}`;
  }
  const filter = [labelled({ system, service, environment }), ...(pattern === undefined ? [] : [`~${pattern}`])].join(" ");
  const parameters = { query: `${filter} | sort by (_time desc) limit ${tail} | fields _time, level, _msg`, start: since.toISOString() };
  return `/select/logsql/query?${new URLSearchParams(parameters).toString()}`;
}

const lokiAnswer = z.object({
  data: z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.string(), z.string()]).rest(z.unknown())) })) }),
});
const victoriaRow = z.object({ _time: z.string(), level: z.string().default(""), _msg: z.string().default("") });

function lokiLines(body: string): string[] {
  const values = lokiAnswer.parse(JSON.parse(body)).data.result.flatMap((stream) => stream.values);
  return values
    .map(([time, text]) => [BigInt(time), text] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([time, text]) => `${new Date(Number(time / 1_000_000n)).toISOString()} ${text}`);
}

/** VictoriaLogs responds with one JSON object per line. */
const victoriaLines = (body: string): string[] =>
  body
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => victoriaRow.parse(JSON.parse(line)))
    .sort((a, b) => (a._time < b._time ? -1 : a._time > b._time ? 1 : 0))
    .map(({ _time, level, _msg }) => [_time, level, _msg].filter((text) => text !== "").join(" "));

/** Returns the lines of a response, the oldest first. Throws UserError for a response in another format. */
export function storeLines(store: LogStore, body: string): string[] {
  try {
    return store === "loki" ? lokiLines(body) : victoriaLines(body);
  } catch {
    throw new UserError(`${store} did not return log lines: ${body.slice(0, 200) || "the answer is empty"}`);
  }
}
