import type { Duration, Scalar } from "../alert-rules/promql";
import { joined, quoted } from "./query-text";

/** A piece of LogQL, created only by the tag and the helpers in this file. */
export class Logql {
  constructor(readonly text: string) {}
}

/** LogQL from text with typed placeholders. */
export const logql = (strings: TemplateStringsArray, ...holes: readonly (Logql | Scalar | Duration)[]): Logql =>
  new Logql(joined(strings, holes));

/** Log streams with these index labels. */
export function stream(labels: Readonly<Record<string, string>>): Logql {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`);
  return new Logql(`{${matchers.join(", ")}}`);
}
