import { bodyPart } from "../vendor-plan";
import type { UptimeCheck } from "../model/uptime-schema";
import { jsonAssertions, type JsonAssertion } from "../model/json-assertions";

/** A node in the tree of assertions of a Sentry uptime monitor. */
type Node = Readonly<Record<string, unknown>>;

const any = (children: readonly Node[]): Node => (children.length === 1 ? (children[0] ?? {}) : { op: "or", children });

const status = (value: number): Node => ({ op: "status_code_check", operator: { cmp: "equals" }, value });

/**
 * An assertion on one JSON path. Sentry compares only strings. If an allowed value is a number or boolean, or if every value is allowed,
 * the assertion checks only that the path exists.
 */
function jsonPath({ path, values }: JsonAssertion): Node {
  const texts = values.filter((value) => typeof value === "string");
  const at = { op: "json_path", value: `$.${path}` };
  if (texts.length < values.length || texts.length === 0) return { ...at, operator: { cmp: "always" }, operand: { jsonpath_op: "none" } };
  return any(texts.map((text) => ({ ...at, operator: { cmp: "equals" }, operand: { jsonpath_op: "literal", value: text } })));
}

/** Returns the parts of a check that Sentry does not support. Empty if it supports all parts. */
export const sentryLacks = (check: Pick<UptimeCheck, "keyword" | "body" | "json">): string[] => [
  ...(check.keyword === undefined ? [] : ["the keyword"]),
  ...(check.body === undefined ? [] : [bodyPart]),
  ...(jsonAssertions(check).some(({ values }) => values.some((value) => typeof value !== "string"))
    ? ["the JSON values that are not strings"]
    : []),
];

/**
 * Returns the assertions of a Sentry uptime monitor as JSON for Sentry's API. The check's `keyword` and `body` are left out, because Sentry
 * does not support them.
 */
export const assertionOf = (check: Pick<UptimeCheck, "status" | "json">): string =>
  JSON.stringify({ root: { op: "and", children: [any(check.status.map(status)), ...jsonAssertions(check).map(jsonPath)] } });
