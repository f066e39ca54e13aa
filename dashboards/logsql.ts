import { joined, quoted } from "./query-text";

/** A part of a LogsQL query for VictoriaLogs. Only the tag `logsql` and the functions in this file create it. */
export class Logsql {
  constructor(readonly text: string) {}
}

/** Template tag for LogsQL with typed placeholders. */
export const logsql = (strings: TemplateStringsArray, ...holes: readonly Logsql[]): Logsql => new Logsql(joined(strings, holes));

/** Selects the log streams with these stream fields. */
export const streamOf = (fields: Readonly<Record<string, string>>): Logsql =>
  new Logsql(
    `{${Object.entries(fields)
      .map(([name, value]) => `${name}=${quoted(value)}`)
      .join(",")}}`,
  );

/** Selects the lines in which the whole value of each field matches the variable with the field's name. */
export const fieldsLikeVariables = (names: readonly string[]): Logsql =>
  new Logsql(names.map((name) => `${name}:~${quoted(`^(?:$${name})$`)}`).join(" "));
