import ts from "typescript";
import { UserError } from "../../config/errors";

/** A source file of the catalogue: its path for error messages, its text and its syntax tree. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Parses a TypeScript file. `file` is its path from the repository's root. */
export const parse = (file: string, text: string): Source => ({
  file,
  text,
  tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS),
});

/** The inner expression, without `as const`, `satisfies`, type assertions and parentheses. */
export function bare(node: ts.Expression): ts.Expression {
  const wrapped = ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node);
  return wrapped || ts.isTypeAssertionExpression(node) ? bare(node.expression) : node;
}

/** The top-level constants of a file, by name. */
export function constants({ tree }: Source): Map<string, { readonly value: ts.Expression; readonly statement: ts.VariableStatement }> {
  const found = tree.statements.filter(ts.isVariableStatement).flatMap((statement) =>
    statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      return ts.isIdentifier(name) && initializer !== undefined ? [[name.text, { value: bare(initializer), statement }] as const] : [];
    }),
  );
  return new Map(found);
}

/** Whether a statement has the `export` modifier. */
export const isExported = (statement: ts.VariableStatement): boolean =>
  statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

/** The node of a property `name: value` in an object literal; undefined when there is none, also for a shorthand property `name`. */
export function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.PropertyAssignment | undefined {
  return object.properties
    .filter(ts.isPropertyAssignment)
    .find((property) => (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) && property.name.text === name);
}

/** The value of a property that is a string literal; undefined for other values and missing properties. */
export function textOf(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  const value = propertyOf(object, name)?.initializer;
  return value !== undefined && ts.isStringLiteralLike(value) ? value.text : undefined;
}

/** The array literal that is the value of the top-level constant `name`. Throws UserError when there is no such array literal. */
export function exportedList(source: Source, name: string): ts.ArrayLiteralExpression {
  const value = constants(source).get(name)?.value;
  if (value !== undefined && ts.isArrayLiteralExpression(value)) return value;
  throw new UserError(
    `${source.file}: no list that can be edited; expected \`export const ${name} = [...]\`. Change it to this form, or edit the file by hand.`,
  );
}

/** The object literal with this ID in a list. Throws UserError when the list has no such object literal. */
export function entryOf(source: Source, list: ts.ArrayLiteralExpression, id: string): ts.ObjectLiteralExpression {
  const found = list.elements.map(bare).filter(ts.isObjectLiteralExpression);
  const entry = found.find((object) => textOf(object, "id") === id);
  if (entry !== undefined) return entry;
  throw new UserError(`${source.file}: the list has no object literal with id: "${id}"; edit the file by hand.`);
}
