import { flatten } from "../env-diff/flatten";
import { together, type About, type Change } from "./change";
import type { Compared } from "./compared";
import { leafChanges } from "./leaves";
import { listed } from "./words";

/** Read with the checks of uptime, and with the status pages that they are made from. */
const elsewhere = /^(blackbox\.yml$|status-pages\/)/;

const leaves = (file: unknown): Readonly<Record<string, string>> =>
  typeof file === "object" && file !== null ? flatten(file) : Object.fromEntries(String(file).split("\n").filter(isSetting).map(pair));

const isSetting = (line: string): boolean => line.trim() !== "" && !line.startsWith("#");
const pair = (line: string): [string, string] => {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
};

/** Files that no other part compares: settings of stores and pipelines, discovery, fragments for applications. */
export function otherChanges({ before, after }: Compared): Change[] {
  const [was, is] = [before.side.others, after.side.others];
  const said = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((path): About[] => {
    if (elsewhere.test(path)) return [];
    const name = path.replace(`-${after.side.environment}.`, ".");
    if (!was.has(path)) return [{ name, effect: "added", what: "file" }];
    if (!is.has(path)) return [{ name, effect: "removed", what: "file" }];
    const changes = leafChanges(leaves(was.get(path)), leaves(is.get(path)));
    return changes.length === 0 ? [] : [{ name, effect: "changed", what: listed(changes) }];
  });
  return together("Other files", said);
}
