import ts from "typescript";
import type { Catalogue } from "../../../exporters/model/catalogue";
import type { EnvironmentInput } from "../../../exporters/model/environments-schema";
import type { System } from "../../../exporters/model/schema";
import { systemIn } from "../add/service";
import type { Draft } from "../edit/draft";
import { applied, removeItem, setProperty, type Edit } from "../edit/edits";
import { catalogueFolder, environmentsFile, ownersFile } from "../edit/evaluate";
import { literal } from "../edit/literal";
import { bare, entryOf, exportedList, parse, propertyOf, textOf, type Source } from "../edit/source";
import { listSystems } from "../edit/system-list";
import { watchedWithout } from "../edit/watching";

/** IDs of the reference systems: the examples in the shipped catalogue. The demo is not an example, because `npm run up` starts it. */
export const referenceSystems = ["eight-services", "site-builder", "soulcaster", "tenant-ai", "trading-journal"] as const;

/** Paths, from the root, of the tests and the document that are removed together with the reference systems. */
export const alongside = { folder: "test/reference-systems", document: "docs/reference-systems.md" } as const;

function ownersOf({ services }: System): string[] {
  return services.flatMap((service) => [
    service.owner,
    ...("sentry" in service ? (service.sentry?.ownership ?? []).map(({ owner }) => owner) : []),
  ]);
}

/** IDs of the owners that only the removed systems need. */
export function orphanedOwners({ systems, environments }: Catalogue, removed: readonly string[]): string[] {
  const needed = new Set([
    ...environments.map(({ platformOwner }) => platformOwner),
    ...systems.filter(({ id }) => !removed.includes(id)).flatMap(ownersOf),
  ]);
  const own = systems.filter(({ id }) => removed.includes(id)).flatMap(ownersOf);
  return [...new Set(own)].filter((id) => !needed.has(id)).sort();
}

/** The list that is the value of an entry's property; undefined when the property is missing or is not a list. */
function itemsOf(entry: ts.ObjectLiteralExpression, name: string): ts.ArrayLiteralExpression | undefined {
  const value = propertyOf(entry, name)?.initializer;
  const list = value === undefined ? undefined : bare(value);
  return list !== undefined && ts.isArrayLiteralExpression(list) ? list : undefined;
}

/** Removes the systems in `removed` from the lists of the destinations. Removes a destination whose list becomes empty. */
function destinationEdits(entry: ts.ObjectLiteralExpression, { destinations = [] }: EnvironmentInput, removed: readonly string[]): Edit[] {
  const list = itemsOf(entry, "destinations");
  return (list?.elements ?? []).flatMap((item, index): Edit[] => {
    const systems = destinations[index]?.systems;
    if (list === undefined || !ts.isObjectLiteralExpression(item) || systems === undefined) return [];
    const kept = systems.filter((id) => !removed.includes(id));
    if (kept.length === systems.length) return [];
    return kept.length === 0 ? [removeItem(list, item)] : setProperty(item, "systems", literal(kept));
  });
}

function environmentEdits(source: Source, environment: EnvironmentInput, removed: readonly string[], left: readonly string[]): Edit[] {
  const entry = entryOf(source, exportedList(source, "environments"), environment.id);
  const systems = watchedWithout(environment.systems, removed, left);
  const overrides = itemsOf(entry, "overrides");
  const theirs = (overrides?.elements ?? []).filter(
    (item) => ts.isObjectLiteralExpression(item) && removed.includes(textOf(item, "system") ?? ""),
  );
  return [
    ...(systems === undefined ? [] : setProperty(entry, "systems", literal(systems))),
    ...(overrides === undefined ? [] : theirs.map((item) => removeItem(overrides, item))),
    ...destinationEdits(entry, environment, removed),
  ];
}

/** The text of the environments file without the removed systems. */
export function environmentsWithout(
  source: Source,
  environments: readonly EnvironmentInput[],
  removed: readonly string[],
  left: readonly string[],
): string {
  return applied(
    source.text,
    environments.flatMap((environment) => environmentEdits(source, environment, removed, left)),
  );
}

/** The text of the owners file without the owners in `ids`. */
export function ownersWithout(source: Source, ids: readonly string[]): string {
  const list = exportedList(source, "owners");
  return applied(
    source.text,
    ids.map((id) => removeItem(list, entryOf(source, list, id))),
  );
}

/**
 * Removes the reference systems from a draft, also from the settings of its environments. Also removes what only these systems need:
 * owners, announcements, tests, a document and scripts. Returns the IDs of the removed owners.
 */
export async function removeReferenceSystems(
  draft: Draft,
  catalogue: Catalogue,
  environments: readonly EnvironmentInput[],
): Promise<string[]> {
  const removed = catalogue.systems.map(({ id }) => id).filter((id) => referenceSystems.some((one) => one === id));
  const left = catalogue.systems.map(({ id }) => id).filter((id) => !removed.includes(id));
  const owners = orphanedOwners(catalogue, removed);
  const files = removed.map((id) => systemIn(draft, id).source.file);
  for (const file of files) draft.remove(file);
  listSystems(draft);
  draft.set(environmentsFile, environmentsWithout(parse(environmentsFile, draft.read(environmentsFile)), environments, removed, left));
  draft.set(ownersFile, ownersWithout(parse(ownersFile, draft.read(ownersFile)), owners));
  await withoutAnnouncements(draft, removed);
  for (const file of draft.listAll(alongside.folder)) draft.remove(file);
  if (draft.has(alongside.document)) draft.remove(alongside.document);
  withoutScripts(draft);
  return owners;
}

/** Removes the scripts in `package.json` that run a file in the folder with the tests of the reference systems. */
function withoutScripts(draft: Draft): void {
  const described = JSON.parse(draft.read("package.json")) as { readonly scripts?: Readonly<Record<string, string>> };
  const scripts = Object.entries(described.scripts ?? {});
  const kept = scripts.filter(([, command]) => !command.includes(`${alongside.folder}/`));
  if (kept.length === scripts.length) return;
  draft.set("package.json", `${JSON.stringify({ ...described, scripts: Object.fromEntries(kept) }, null, 2)}\n`);
}

/** Removes the announcements of removed systems, because the catalogue rejects announcements of unknown systems. */
async function withoutAnnouncements(draft: Draft, removed: readonly string[]): Promise<void> {
  const file = `${catalogueFolder}/announcements.json`;
  const all = JSON.parse(draft.read(file)) as { readonly system?: string }[];
  const kept = all.filter(({ system }) => system === undefined || !removed.includes(system));
  if (kept.length < all.length) await draft.setFormatted(file, JSON.stringify(kept, null, 2));
}
