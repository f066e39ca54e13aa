import ts from "typescript";
import { append, applied, removeItem, removeStatement, setAt, withoutUnused } from "../../../../stacks/commands/edit/edits";
import { bare, constants, entryOf, exportedList, parse } from "../../../../stacks/commands/edit/source";

const of = (text: string) => parse("owners.ts", text);
const listIn = (text: string) => exportedList(of(text), "list");
function objectIn(text: string): ts.ObjectLiteralExpression {
  const value = constants(of(text)).get("object")?.value;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) throw new Error("no object");
  return value;
}

describe("appending an item to a list", () => {
  test.each([
    ["an empty list", "export const list = [];", "export const list = [9,];"],
    ["a list without a comma at its end", "export const list = [1, 2];", "export const list = [1, 2,9,];"],
    ["a list with a comma at its end", "export const list = [\n  1,\n];", "export const list = [\n  1,\n9,];"],
    ["a comment after the last item", "export const list = [\n  1, // one\n];", "export const list = [\n  1, // one\n9,];"],
    ["a comment in the place of the comma", "export const list = [\n  1 // one\n];", "export const list = [\n  1, // one\n9,];"],
    [
      "a list with a type",
      "export const list = [1] as const satisfies readonly number[];",
      "export const list = [1,9,] as const satisfies readonly number[];",
    ],
  ])("works for %s", (_, before, after) => {
    expect(applied(before, append(listIn(before), "9"))).toBe(after);
  });
});

describe("removing an item removes only the comments about the item", () => {
  const text = "export const list = [\n  1, // one\n  // about two\n  2, // two\n  3,\n];";
  test.each([
    [0, "export const list = [\n  // about two\n  2, // two\n  3,\n];"],
    [1, "export const list = [\n  1, // one\n  3,\n];"],
    [2, "export const list = [\n  1, // one\n  // about two\n  2, // two\n];"],
  ])("for the item at index %d", (index, after) => {
    const list = listIn(text);
    const item = list.elements[index];
    expect(item && applied(text, [removeItem(list, item)])).toBe(after);
  });

  test("for the last item of a list without a trailing comma", () => {
    const list = listIn("export const list = [1, 2];");
    const item = list.elements[1];
    expect(item && applied("export const list = [1, 2];", [removeItem(list, item)])).toBe("export const list = [1,];");
  });
});

describe("setting a property", () => {
  const text = 'const object = { id: "a", urls: { grafana: "http://a" /* kept */ } } as const;';
  test.each([
    [["id"], 'const object = { id: 1, urls: { grafana: "http://a" /* kept */ } } as const;'],
    [["urls", "grafana"], 'const object = { id: "a", urls: { grafana: 1 /* kept */ } } as const;'],
    [["urls", "new"], 'const object = { id: "a", urls: { grafana: "http://a", /* kept */ new: 1,} } as const;'],
    [["mail", "from"], 'const object = { id: "a", urls: { grafana: "http://a" /* kept */ }, mail: { from: 1 },} as const;'],
  ])("changes only the property at the path %j", (path, after) => {
    expect(applied(text, setAt(objectIn(text), path, "1"))).toBe(after);
  });
});

test("constants that are unused because of an edit are removed, and constants that were already unused stay", () => {
  const before = of("const old = 1;\n// hours\nconst office = 2;\nconst days = office;\nexport const list = [days];\n");
  const list = exportedList(before, "list");
  const item = list.elements[0];
  const after = of(item === undefined ? "" : applied(before.text, [removeItem(list, item)]));
  expect(withoutUnused(before, after)).toBe("const old = 1;\nexport const list = [];\n");
});

test("removing a statement also removes the comment above it", () => {
  const source = of("const a = 1; // a\n// about b\nconst b = 2;\nconst c = 3;\n");
  const statement = source.tree.statements[1];
  expect(statement && applied(source.text, [removeStatement(statement)])).toBe("const a = 1; // a\nconst c = 3;\n");
});

test("an edit that is not possible is reported in a sentence", () => {
  expect(() => exportedList(of("export const list = make();"), "list")).toThrow(
    "owners.ts: no list that can be edited; expected `export const list = [...]`. Change it to this form, or edit the file by hand.",
  );
  const source = of('const shop = { id: "shop" };\nexport const list = [shop];');
  expect(() => entryOf(source, exportedList(source, "list"), "shop")).toThrow(
    'owners.ts: the list has no object literal with id: "shop"; edit the file by hand.',
  );
  expect(bare(exportedList(source, "list")).kind).toBe(ts.SyntaxKind.ArrayLiteralExpression);
});
