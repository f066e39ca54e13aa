import type { Duration } from "../alert-rules/promql";
import { joined, quoted } from "./query-text";

/** A part of a TraceQL query. Only the tag `traceql` and the functions in this file create it. */
export class Traceql {
  constructor(readonly text: string) {}
}

/** Template tag for TraceQL with typed placeholders. */
export const traceql = (strings: TemplateStringsArray, ...holes: readonly (Traceql | Duration)[]): Traceql =>
  new Traceql(joined(strings, holes));

/** Condition for spans whose resource has these attributes. It is used inside the braces of a query. */
export function resource(attributes: Readonly<Record<string, string>>): Traceql {
  const conditions = Object.entries(attributes).map(([name, value]) => `resource.${name} = ${quoted(value)}`);
  return new Traceql(conditions.join(" && "));
}
