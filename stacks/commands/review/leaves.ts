import { fromTo, short } from "./words";

type Leaves = Readonly<Record<string, string>>;

const value = (text: string | undefined): string => (text === undefined ? "none" : short(text, 60));

/** Leaves of two nested settings that differ, in words; long texts and templates are not shown. Beyond `most`, they are counted. */
export function leafChanges(before: Leaves, after: Leaves, most = 5): string[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => before[path] !== after[path]);
  const said = paths.map((path) => {
    const [was, is] = [before[path], after[path]];
    const long = [was, is].some((text) => text !== undefined && (text.length > 60 || text.includes("{{") || text.includes("\n")));
    if (!long) return `${path} ${fromTo(value(was), value(is))}`;
    return was === undefined ? `${path} is new` : is === undefined ? `${path} is gone` : `${path} reads otherwise`;
  });
  return said.length <= most ? said : [...said.slice(0, most - 1), `${said.length - most + 1} more settings differ`];
}
