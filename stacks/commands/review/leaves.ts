import { counted, fromTo, listed, short } from "./words";

/** Settings as strings, by path. A list whose entries have no names is a list of strings. */
export type Leaves = Readonly<Record<string, string | readonly string[]>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const plain = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Name of a list entry. A path contains the name instead of an index, so an added or removed entry does not shift the others. */
const nameOf = (entry: Record<string, unknown>): string | undefined =>
  ["name", "job_name", "uid", "id", "refId", "via"].map((key) => entry[key]).find((value) => typeof value === "string");

/** Flattens nested settings to leaves by path. If all entries of a list have names, the paths contain these names. */
export function leavesOf(value: unknown, path = ""): Leaves {
  if (value === undefined || value === null) return {};
  const below = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const named = Array.isArray(value) && value.every(isObject) && value.every((entry) => nameOf(entry) !== undefined);
  if (named && value.length > 0) return Object.assign({}, ...value.map((entry) => leavesOf(entry, below(nameOf(entry) ?? "")))) as Leaves;
  if (Array.isArray(value)) return value.length === 0 ? {} : { [path]: value.map(plain) };
  if (isObject(value)) return Object.assign({}, ...Object.entries(value).map(([key, inner]) => leavesOf(inner, below(key)))) as Leaves;
  return { [path]: plain(value) };
}

/** The words of a text. A name such as `api-gateway` or `example.com` is one word, and a full stop at its end is not part of it. */
export const wordsIn = (text: string): string[] => text.split(/[^\w.-]+/).map((word) => word.replace(/\.+$/, ""));

const words = (value: Leaves[string] | undefined): string[] => [value ?? []].flat().flatMap(wordsIn);

/** Whether two values differ only in words that `names` contains, such as the names of added and removed services. */
function onlyNames(before: Leaves[string] | undefined, after: Leaves[string] | undefined, names: ReadonlySet<string>): boolean {
  const [was, is] = [words(before), words(after)];
  return [...was.filter((word) => !is.includes(word)), ...is.filter((word) => !was.includes(word))].every((word) => names.has(word));
}

/** The list entries as one string, or only their number if they contain long objects. */
const entries = (items: readonly string[]): string =>
  items.some((item) => item.startsWith("{") && item.length > 60) ? counted(items.length, "entry") : listed(items);

function listText(path: string, before: readonly string[], after: readonly string[]): string {
  const [lost, gained] = [before.filter((item) => !after.includes(item)), after.filter((item) => !before.includes(item))];
  if (lost.length + gained.length === 0) return `${path} has a different order`;
  const parts = [...(gained.length > 0 ? [`gains ${entries(gained)}`] : []), ...(lost.length > 0 ? [`loses ${entries(lost)}`] : [])];
  return `${path} ${parts.join(", ")}`;
}

function text(path: string, was: Leaves[string] | undefined, is: Leaves[string] | undefined): string {
  if (typeof was === "object" || typeof is === "object") return listText(path, [was ?? []].flat(), [is ?? []].flat());
  const long = [was, is].some((value) => value !== undefined && (value.length > 80 || value.includes("{{") || value.includes("\n")));
  if (!long) return `${path} ${fromTo(was ?? "none", is ?? "none")}`;
  return was === undefined ? `${path} is new` : is === undefined ? `${path} is gone` : `${path} has changed`;
}

/**
 * Describes the settings that differ, without showing long strings and templates. If several settings have the same old and new value,
 * lists only the first one. If there are more than `most` descriptions, the last entry counts the rest. Leaves out settings that differ
 * only in words that `names` contains.
 */
export function leafChanges(
  before: Leaves,
  after: Leaves,
  { most = 5, names }: { most?: number; names?: ReadonlySet<string> } = {},
): string[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => plain(before[path]) !== plain(after[path]));
  const differing = names === undefined ? paths : paths.filter((path) => !onlyNames(before[path], after[path], names));
  const once = new Map<string, string>();
  for (const path of differing) {
    const values = plain([before[path], after[path]]);
    if (!once.has(values)) once.set(values, text(path, before[path], after[path]));
  }
  const said = [...once.values()].map((one) => short(one, 200));
  return said.length <= most ? said : [...said.slice(0, most - 1), `${said.length - most + 1} more settings differ`];
}
