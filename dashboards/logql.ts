import type { Duration, Scalar } from "../alert-rules/promql";
import { joined, quoted } from "./query-text";

/** A piece of LogQL, made by the tag and the helpers of this file only. */
export class Logql {
  constructor(readonly text: string) {}
}

/** LogQL from text with typed holes. */
export const logql = (strings: TemplateStringsArray, ...holes: readonly (Logql | Scalar | Duration)[]): Logql =>
  new Logql(joined(strings, holes));

/** The log streams whose index labels have these values. */
export function stream(labels: Readonly<Record<string, string>>): Logql {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`);
  return new Logql(`{${matchers.join(", ")}}`);
}
