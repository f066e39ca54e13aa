import { z } from "zod";
import type { Variable } from "./dashboard";
import { interpolate, plain, variablesIn, type VariableValue, type Values } from "./interpolate";
import type { Range } from "./interval";
import type { SourceRequest } from "./request";

/** The value that means "all values" in a URL. */
export const all = "$__all";

/** The text of a variable's query. In a dashboard file, the query is a string or an object. */
export const queryOf = ({ query }: Variable): string => (typeof query === "object" ? query.query : (query ?? ""));

/** Parses `label_values(selector, label)` or `label_values(label)`. Returns undefined for other queries. */
export function labelValues(query: string): { readonly selector: string | undefined; readonly label: string } | undefined {
  const [, inner] = /^\s*label_values\((.*)\)\s*$/s.exec(query) ?? [];
  if (inner === undefined) return undefined;
  const comma = inner.lastIndexOf(",");
  const label = inner.slice(comma + 1).trim();
  if (!/^\w+$/.test(label)) return undefined;
  return { selector: comma < 0 ? undefined : inner.slice(0, comma).trim(), label };
}

const answer = z.object({ data: z.array(z.string()) });

/** A request for the possible values of a variable. */
export interface OptionsRequest extends Omit<SourceRequest, "read"> {
  readonly read: (answer: unknown) => string[];
}

/**
 * Returns the request for a variable's values. Undefined if the dashboard file contains the values. Throws an Error for a query other than
 * `label_values` of Prometheus.
 */
export function optionsRequest(variable: Variable, values: Values, range: Range): OptionsRequest | undefined {
  if (variable.type !== "query") return undefined;
  const text = queryOf(variable);
  const parts = labelValues(text);
  if (parts === undefined || variable.datasource?.type !== "prometheus")
    throw new Error(`Variable "${variable.name}": the query "${text}" is not supported here. Only label_values of Prometheus is.`);
  const selector = parts.selector === undefined ? undefined : interpolate(parts.selector, values, "promql");
  return {
    source: variable.datasource.uid,
    path: `/api/v1/label/${parts.label}/values`,
    query: {
      ...(selector === undefined ? {} : { "match[]": selector }),
      start: String(Math.floor(range.from / 1000)),
      end: String(Math.ceil(range.to / 1000)),
    },
    shown: interpolate(text, values, "promql"),
    read: (found) => arranged(answer.parse(found).data, variable),
  };
}

const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Grafana's numbers for the sort order of values. Odd numbers are ascending, even numbers are descending. 0 keeps the response's order. */
const orders: Readonly<Record<number, (a: string, b: string) => number>> = {
  1: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  3: (a, b) => Number(a) - Number(b),
  5: (a, b) => natural.compare(a, b),
  7: (a, b) => natural.compare(a, b),
};

function arranged(values: readonly string[], { sort, regex }: Variable): string[] {
  const pattern = regex === undefined || regex === "" ? undefined : new RegExp(regex.replace(/^\/(.*)\/$/, "$1"));
  const kept = values.flatMap((value) => {
    if (pattern === undefined) return [value];
    const match = pattern.exec(value);
    return match === null ? [] : [match[1] ?? match[0]];
  });
  const unique = [...new Set(kept)];
  const compare = orders[sort % 2 === 0 ? sort - 1 : sort];
  if (compare === undefined) return unique;
  return unique.sort(sort % 2 === 0 ? (a, b) => compare(b, a) : compare);
}

/** Returns the variable's values in the dashboard file. */
export const fixedOptions = (variable: Variable): string[] =>
  queryOf(variable)
    .split(/(?<!\\),/)
    .map((part) => part.trim().replaceAll("\\,", ","))
    .filter((part) => part !== "");

/**
 * Returns the chosen values: those in the URL, or else "all" or the first possible value. A `textbox` accepts every value from the URL. A
 * `constant` ignores the URL.
 */
export function chosen(variable: Variable, asked: readonly string[] | undefined, options: readonly string[]): readonly string[] {
  if (variable.type === "textbox") return asked ?? fixedOptions(variable);
  if (variable.type === "constant") return fixedOptions(variable);
  if (variable.includeAll && (asked === undefined || asked.includes(all))) return [all];
  const found = (asked ?? []).filter((value) => options.includes(value));
  if (found.length > 0) return variable.multi ? found : found.slice(0, 1);
  // If no value from the URL exists any more, the values from the URL stay chosen. The panels are then empty, instead of showing another
  // service.
  if (asked !== undefined && asked.length > 0 && asked[0] !== "") return variable.multi ? asked : asked.slice(0, 1);
  return variable.includeAll ? [all] : options.slice(0, 1);
}

/** Returns the value that queries use for a variable's chosen values. */
export function valueOf(variable: Variable, choice: readonly string[], options: readonly string[]): VariableValue {
  if (variable.type === "interval" || variable.type === "constant") return plain(choice[0] ?? "");
  const multi = variable.multi || variable.includeAll;
  if (!choice.includes(all)) return { values: choice, multi };
  const { allValue } = variable;
  return { values: options, multi, ...(allValue === undefined || allValue === null || allValue === "" ? {} : { literal: allValue }) };
}

/** Names of the dashboard variables that a variable's query uses. */
export const dependencies = (variable: Variable): string[] => variablesIn(queryOf(variable)).filter((name) => !name.startsWith("__"));

/** Sorts variables so that each variable comes after the variables that it uses. Throws an Error for a cycle. */
export function inOrder(variables: readonly Variable[]): Variable[] {
  const names = new Set(variables.map(({ name }) => name));
  const ordered: Variable[] = [];
  const placed = new Set<string>();
  while (ordered.length < variables.length) {
    const ready = variables.filter(
      (variable) =>
        !placed.has(variable.name) &&
        dependencies(variable).every((name) => placed.has(name) || !names.has(name) || name === variable.name),
    );
    if (ready.length === 0) {
      const stuck = variables.filter(({ name }) => !placed.has(name)).map(({ name }) => name);
      throw new Error(`The variables ${stuck.join(", ")} use each other.`);
    }
    for (const variable of ready) placed.add(variable.name);
    ordered.push(...ready);
  }
  return ordered;
}
