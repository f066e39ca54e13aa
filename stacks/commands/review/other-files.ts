import { together, type About, type Change } from "./change";
import { movedNames, type Compared } from "./compared";
import { leafChanges, leavesOf, type Leaves } from "./leaves";
import { listed } from "./words";

/** Files whose settings `uptimeChanges` compares. */
const elsewhere = /^(blackbox\.yml$|status-pages\/)/;

/**
 * Every setting of a file. A value that equals the environment's name becomes `<environment>`, so that the same change in several
 * environments takes one line.
 */
function leaves(file: unknown, environment: string): Leaves {
  const all =
    typeof file === "object" && file !== null ? leavesOf(file) : Object.fromEntries(String(file).split("\n").filter(isSetting).map(pair));
  return Object.fromEntries(Object.entries(all).map(([path, text]) => [path, text === environment ? "<environment>" : text]));
}

const isSetting = (line: string): boolean => line.trim() !== "" && !line.startsWith("#");
const pair = (line: string): [string, string] => {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
};

/** Changes in files that no other part of the review compares, such as the configuration of stores, pipelines and discovery. */
export function otherChanges(compared: Compared): Change[] {
  const { before, after } = compared;
  const names = movedNames(compared);
  const [was, is] = [before.side.others, after.side.others];
  const { environment } = after.side;
  const said = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((path): About[] => {
    if (elsewhere.test(path)) return [];
    const name = path.replace(`-${environment}.`, ".");
    // `sentryChanges` already reports added and removed projects, so skip their configuration fragments.
    if (was.has(path) !== is.has(path) && path.startsWith("sentry/")) return [];
    if (!was.has(path)) return [{ name, effect: "added", what: "" }];
    if (!is.has(path)) return [{ name, effect: "removed", what: "" }];
    const changes = leafChanges(leaves(was.get(path), environment), leaves(is.get(path), environment), { names });
    return changes.length === 0 ? [] : [{ name, effect: "changed", what: listed(changes) }];
  });
  return together("Other files", said);
}
