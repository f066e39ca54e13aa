import type { Duration, Scalar } from "../alert-rules/promql";
import { joined, quoted } from "./query-text";

/** A part of a LogQL query. Only the tag `logql` and the functions in this file create it. */
export class Logql {
  constructor(readonly text: string) {}
}

/** Template tag for LogQL with typed placeholders. */
export const logql = (strings: TemplateStringsArray, ...holes: readonly (Logql | Scalar | Duration)[]): Logql =>
  new Logql(joined(strings, holes));

/** Selects the log streams with these index labels. */
export function stream(labels: Readonly<Record<string, string>>): Logql {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`);
  return new Logql(`{${matchers.join(", ")}}`);
}

/** Selects the lines in which the whole value of each attribute matches the variable with the attribute's name. */
export const likeVariables = (names: readonly string[]): Logql =>
  new Logql(names.map((name) => `| ${name}=~${quoted(`$${name}`)}`).join(" "));
