import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { moduleFile, repo } from "./sources";

/** A name that a file exports, and its position. */
interface Exported {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  /** False if the file only re-exports the name from another file. */
  readonly declared: boolean;
}

/** Exports of one file that the file itself does not use, and the names that it imports from other files. The name `*` means all names. */
interface Module {
  readonly exported: readonly Exported[];
  readonly imported: readonly (readonly [file: string, name: string])[];
}

/** Returns the project's file to which a module specifier refers. Undefined for packages and for files that do not exist. */
function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const base = path.posix.join(path.posix.dirname(from), specifier.replace(/\.js$/, ""));
  return moduleFile(base);
}

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function declaredBy(statement: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name] : []));
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name] : [];
}

function read(file: string, text: string): Module {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const exported: Exported[] = [];
  const written = new Map<string, number>();
  const imported: (readonly [string, string])[] = [];
  const uses = (specifier: ts.Node | undefined, names: readonly string[]): void => {
    const target = specifier !== undefined && ts.isStringLiteralLike(specifier) ? resolve(file, specifier.text) : undefined;
    if (target !== undefined) for (const name of names) imported.push([target, name]);
  };
  const gives = (node: ts.Node, name: string, declared: boolean): void => {
    exported.push({ file, name, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, declared });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) written.set(node.text, (written.get(node.text) ?? 0) + 1);
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      if (bindings !== undefined && ts.isNamedImports(bindings))
        uses(
          node.moduleSpecifier,
          bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text),
        );
      else if (bindings !== undefined) uses(node.moduleSpecifier, ["*"]);
    } else if (ts.isExportDeclaration(node)) {
      const clause = node.exportClause;
      if (clause === undefined || !ts.isNamedExports(clause)) uses(node.moduleSpecifier, ["*"]);
      else
        for (const element of clause.elements) {
          gives(element, element.name.text, false);
          uses(node.moduleSpecifier, [(element.propertyName ?? element.name).text]);
        }
    } else if (ts.isImportTypeNode(node)) uses(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, ["*"]);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) uses(node.arguments[0], ["*"]);
    else if (ts.isStatement(node) && isExported(node)) for (const name of declaredBy(node)) gives(name, name.text, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { exported: exported.filter(({ name, declared }) => !declared || written.get(name) === 1), imported };
}

/** Returns the exports of these TypeScript files that no other file in `files` imports and that the exporting file itself does not use. */
export function deadExports(files: readonly string[]): Exported[] {
  const modules = files.map((file) => read(file, readFileSync(path.join(repo, file), "utf8")));
  const used = new Set(modules.flatMap(({ imported }) => imported.map(([file, name]) => `${file} ${name}`)));
  return modules.flatMap(({ exported }) => exported).filter(({ file, name }) => !used.has(`${file} ${name}`) && !used.has(`${file} *`));
}
