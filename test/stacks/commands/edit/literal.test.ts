import { constantName, literal } from "../../../../stacks/commands/edit/literal";

test.each([
  [{ id: "a", "two words": 1, list: [1, "b"], none: undefined, on: true }, '{ id: "a", "two words": 1, list: [1, "b"], on: true }'],
  [{}, "{}"],
  ['say "yes"', '"say \\"yes\\""'],
])("%j is written as a TypeScript literal", (value, text) => {
  expect(literal(value)).toBe(text);
});

test("each property of an expanded level is on a separate line", () => {
  expect(literal({ a: { b: { c: 1 } } }, 2)).toBe("{\na: {\nb: { c: 1 } } }");
});

test.each([
  ["shop", "shop"],
  ["my-shop", "myShop"],
  ["a-2nd-shop", "a2ndShop"],
  ["export", "exportSystem"],
])("the system %s is exported as the constant %s", (id, name) => {
  expect(constantName(id)).toBe(name);
});
