import ts from "typescript";
import type { Draft } from "../edit/draft";
import { append, applied, removeItem, removeStatement, type Edit } from "../edit/edits";
import { systemsFolder } from "../edit/evaluate";
import { constantName } from "../edit/literal";
import { exportedList, parse } from "../edit/source";

const indexFile = `${systemsFolder}/index.ts`;

/** Puts a new system into the list of all systems. */
export async function listSystems(draft: Draft, id: string): Promise<void> {
  const source = parse(indexFile, draft.read(indexFile));
  const name = constantName(id);
  const imports = source.tree.statements.filter(ts.isImportDeclaration);
  const after = imports.at(-1)?.end ?? 0;
  const edits = [
    { start: after, end: after, text: `\nimport { ${name} } from "./${id}";` },
    ...append(exportedList(source, "systems"), name),
  ];
  await draft.setFormatted(indexFile, applied(source.text, edits));
}

/** Takes systems out of the list of all systems, by the files they are in. */
export async function unlistSystems(draft: Draft, ids: readonly string[]): Promise<void> {
  const source = parse(indexFile, draft.read(indexFile));
  const list = exportedList(source, "systems");
  const removed = source.tree.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && ids.includes(moduleSpecifier.text.replace(/^\.\//, "")));
  const names = removed.flatMap(({ importClause }) => {
    const bindings = importClause?.namedBindings;
    return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  });
  const items = list.elements.filter((element) => ts.isIdentifier(element) && names.includes(element.text));
  const edits: Edit[] = [...removed.map(removeStatement), ...items.map((item) => removeItem(list, item))];
  await draft.setFormatted(indexFile, applied(source.text, edits));
}
