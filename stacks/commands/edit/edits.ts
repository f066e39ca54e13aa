import ts from "typescript";
import { bare, constants, isExported, parse, propertyOf, type Source } from "./source";

/** An edit that replaces the text from `start` (inclusive) to `end` (exclusive). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits to a string. The edits may be in any order but must not overlap. Edits at the same position keep their order. */
export function applied(text: string, edits: readonly Edit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index })).sort((a, b) => b.edit.start - a.edit.start || b.index - a.index);
  return ordered.reduce((before, { edit }) => before.slice(0, edit.start) + edit.text + before.slice(edit.end), text);
}

type Literal = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;
const itemsOf = (literal: Literal): ts.NodeArray<ts.Node> => (ts.isArrayLiteralExpression(literal) ? literal.elements : literal.properties);

/** Returns the edits that add an item at the end of a list or an object. Existing comments keep their places. */
export function append(literal: Literal, text: string): Edit[] {
  const items = itemsOf(literal);
  const last = items.at(-1);
  const comma = last === undefined || items.hasTrailingComma ? [] : [{ start: last.end, end: last.end, text: "," }];
  const close = literal.end - 1;
  const lineComment = ts.getLeadingCommentRanges(literal.getSourceFile().text, items.end)?.at(-1)?.hasTrailingNewLine === true;
  return [...comma, { start: close, end: close, text: `${lineComment ? "\n" : ""}${text},` }];
}

/** The start of a node with the comments above the node, but without a comment at the end of the previous line. */
function ownStart(text: string, fullStart: number): number {
  return ts.getTrailingCommentRanges(text, fullStart)?.at(-1)?.end ?? fullStart;
}

/** Returns the edit that removes an item of a list or an object, together with the comments above it and on its line. */
export function removeItem(literal: Literal, item: ts.Node): Edit {
  const items = itemsOf(literal);
  const { text } = literal.getSourceFile();
  const next = items[items.indexOf(item) + 1];
  const after = next?.pos ?? (items.hasTrailingComma ? items.end : item.end);
  return { start: ownStart(text, item.pos), end: ownStart(text, after), text: "" };
}

/** Returns the edit that removes a statement, together with the comments above it and on its line. */
export function removeStatement(statement: ts.Statement): Edit {
  const { text } = statement.getSourceFile();
  return { start: ownStart(text, statement.pos), end: ownStart(text, statement.end), text: "" };
}

/** Returns the edits that set a property of an object literal, or add the property. */
export function setProperty(object: ts.ObjectLiteralExpression, name: string, text: string): Edit[] {
  const property = propertyOf(object, name);
  if (property === undefined) return append(object, `${name}: ${text}`);
  return [{ start: property.initializer.getStart(), end: property.initializer.end, text }];
}

/**
 * Returns the edits that set a property inside nested object literals, and add missing objects on the path. A value on the path that is
 * not an object literal is replaced.
 */
export function setAt(object: ts.ObjectLiteralExpression, [name = "", ...rest]: readonly string[], text: string): Edit[] {
  if (rest.length === 0) return setProperty(object, name, text);
  const inner = propertyOf(object, name)?.initializer;
  const literal = inner === undefined ? undefined : bare(inner);
  if (literal !== undefined && ts.isObjectLiteralExpression(literal)) return setAt(literal, rest, text);
  return setProperty(
    object,
    name,
    rest.reduceRight((value, key) => `{ ${key}: ${value} }`, text),
  );
}

/** How often a name occurs in a file as an identifier, not counting the declaration. Properties with the same name count too. */
function uses({ tree }: Source, name: string): number {
  let count = -1;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return count;
}

/** The text of `after` without the constants that `before` uses but `after` no longer uses. Keeps exported constants. */
export function withoutUnused(before: Source, after: Source): string {
  const orphans = [...constants(after)].filter(
    ([name, { statement }]) => !isExported(statement) && uses(after, name) === 0 && uses(before, name) > 0,
  );
  if (orphans.length === 0) return after.text;
  const text = applied(
    after.text,
    orphans.map(([, { statement }]) => removeStatement(statement)),
  );
  return withoutUnused(before, parse(after.file, text));
}
