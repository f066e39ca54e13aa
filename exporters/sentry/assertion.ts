import type { UptimeCheck } from "../model/uptime-schema";
import { jsonAssertions, type JsonAssertion } from "../uptime/assertions";

/** A node of the uptime checker's assertions. */
type Node = Readonly<Record<string, unknown>>;

const any = (children: readonly Node[]): Node => (children.length === 1 ? (children[0] ?? {}) : { op: "or", children });

const status = (value: number): Node => ({ op: "status_code_check", operator: { cmp: "equals" }, value });

/** The checker compares only texts, so for a number or `true` it checks only that the value exists. */
function jsonPath({ path, values }: JsonAssertion): Node {
  const texts = values.filter((value) => typeof value === "string");
  const at = { op: "json_path", value: `$.${path}` };
  if (texts.length < values.length || texts.length === 0) return { ...at, operator: { cmp: "always" }, operand: { jsonpath_op: "none" } };
  return any(texts.map((text) => ({ ...at, operator: { cmp: "equals" }, operand: { jsonpath_op: "literal", value: text } })));
}

/** The assertions of a Sentry uptime monitor, as JSON for its API. Without the keyword, which the checker does not support. */
export const assertionOf = (check: Pick<UptimeCheck, "status" | "json">): string =>
  JSON.stringify({ root: { op: "and", children: [any(check.status.map(status)), ...jsonAssertions(check).map(jsonPath)] } });
