/** One or more values of a variable. In queries, several values become a group of a regular expression. */
export interface VariableValue {
  readonly values: readonly string[];
  /** Whether the variable allows several values or "All". */
  readonly multi: boolean;
  /** String that replaces the values in a query and is not escaped, such as the variable's `allValue`. */
  readonly literal?: string;
  /** String that replaces the values in a URL and is not encoded. Default: the encoded values. */
  readonly inUrl?: string;
}

/** Values of all variables by name, including built-in variables such as `__rate_interval`. */
export type Values = Readonly<Record<string, VariableValue>>;

/** The language of a string with variables. It determines how values are escaped. */
export type Target = "promql" | "logql" | "traceql" | "logsql" | "logfmt" | "text" | "url";

/** A variable with one value that is not escaped in queries, for example an interval. */
export const plain = (value: string): VariableValue => ({ values: [value], multi: false, literal: value });

/** Escapes a value for a double-quoted string of a query language. The escapes are the same in all query languages. */
const inQuotes = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
const inRegex = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}]/g, "\\$&");

function regex(values: readonly string[]): string {
  const parts = values.map((value) => inQuotes(inRegex(value)));
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join("|")})`;
}

/** Formats that a reference to a variable may name, as in `${name:csv}`. */
const formats: Readonly<Record<string, (values: readonly string[], name: string) => string>> = {
  raw: (values) => values.join(","),
  text: (values) => values.join(" + "),
  csv: (values) => values.join(","),
  pipe: (values) => values.join("|"),
  regex: (values) => (values.length === 1 ? inRegex(values[0] ?? "") : `(${values.map(inRegex).join("|")})`),
  json: (values) => JSON.stringify(values),
  doublequote: (values) => values.map((value) => `"${inQuotes(value)}"`).join(","),
  queryparam: (values, name) => values.map((value) => `var-${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&"),
  percentencode: (values) => encodeURIComponent(values.join(",")),
};

function written(name: string, value: VariableValue, target: Target, format: string | undefined): string {
  if (format !== undefined) {
    const known = formats[format];
    if (known === undefined)
      throw new Error(`Variable format ":${format}" is not supported here. Supported are ${Object.keys(formats).join(", ")}.`);
    return known(value.values, name);
  }
  if (target === "url") return value.inUrl ?? encodeURIComponent(value.values.join(","));
  if (target === "text") return value.values.join(" + ");
  if (value.literal !== undefined) return value.literal;
  return value.multi ? regex(value.values) : inQuotes(value.values[0] ?? "");
}

/** References to variables: `$name`, `${name}`, `${name:format}`, `[[name]]` and `[[name:format]]`. */
const reference = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g;

/** Names of the variables that a string uses, without duplicates. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(reference)].map(([, bare, braces, , brackets]) => bare ?? braces ?? brackets ?? "")),
];

/** Replaces references to variables. Does not change a reference whose variable has no value. Throws an Error for an unknown format. */
export const interpolate = (text: string, values: Values, target: Target): string =>
  text.replaceAll(reference, (whole, bare?: string, braces?: string, bracesFormat?: string, brackets?: string, bracketsFormat?: string) => {
    const name = bare ?? braces ?? brackets ?? "";
    const value = values[name];
    return value === undefined ? whole : written(name, value, target, bracesFormat ?? bracketsFormat);
  });
