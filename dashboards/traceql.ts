import type { Duration } from "../alert-rules/promql";
import { joined, quoted } from "./query-text";

/** A piece of TraceQL, created only by the tag and the helpers in this file. */
export class Traceql {
  constructor(readonly text: string) {}
}

/** TraceQL from text with typed placeholders. */
export const traceql = (strings: TemplateStringsArray, ...holes: readonly (Traceql | Duration)[]): Traceql =>
  new Traceql(joined(strings, holes));

/** Spans whose resource has these attributes; a condition for use inside braces. */
export function resource(attributes: Readonly<Record<string, string>>): Traceql {
  const conditions = Object.entries(attributes).map(([name, value]) => `resource.${name} = ${quoted(value)}`);
  return new Traceql(conditions.join(" && "));
}
