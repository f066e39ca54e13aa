import { UserError } from "../../config/errors";
import { table } from "../../local/table";

/** Response of Prometheus' API to an instant query. */
interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

type Sample = readonly [number, string];

/** URL of an instant query, for a request that is sent from Prometheus' own network namespace. */
export const queryUrl = (promql: string, port: string): string =>
  `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(promql)}`;

const labelsText = (metric: Readonly<Record<string, string>>): string => {
  const { __name__: name = "", ...labels } = metric;
  const list = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return list.length === 0 ? name : `${name}{${list.join(", ")}}`;
};

/** Formats a response: one row per series, or the value of a scalar or string. Throws UserError for an error response or invalid JSON. */
export function resultText(body: string): string {
  let answer: Answer;
  try {
    answer = JSON.parse(body) as Answer;
  } catch {
    throw new UserError(`Prometheus did not return JSON: ${body.slice(0, 200) || "the answer is empty"}`);
  }
  if (answer.status !== "success" || answer.data === undefined)
    throw new UserError(`Prometheus refused the query: ${answer.error ?? body}`);
  const { resultType, result } = answer.data;
  if (resultType === "scalar" || resultType === "string") return (result as Sample)[1];
  const series = result as { readonly metric: Readonly<Record<string, string>>; readonly value?: Sample; readonly values?: Sample[] }[];
  if (series.length === 0) return "No series.";
  return table(
    ["series", "value"],
    series.map(({ metric, value, values }) => [labelsText(metric), value?.[1] ?? values?.at(-1)?.[1] ?? ""]),
  );
}
