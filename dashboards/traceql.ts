import type { Duration } from "../alert-rules/promql";
import { joined, quoted } from "./query-text";

/** A piece of TraceQL, made by the tag and the helpers of this file only. */
export class Traceql {
  constructor(readonly text: string) {}
}

/** TraceQL from text with typed holes. */
export const traceql = (strings: TemplateStringsArray, ...holes: readonly (Traceql | Duration)[]): Traceql =>
  new Traceql(joined(strings, holes));

/** Spans whose resource has these attributes; a condition to be put between braces. */
export function resource(attributes: Readonly<Record<string, string>>): Traceql {
  const conditions = Object.entries(attributes).map(([name, value]) => `resource.${name} = ${quoted(value)}`);
  return new Traceql(conditions.join(" && "));
}
