import ts from "typescript";
import type { EnvironmentInput } from "../../../exporters/model/environments-schema";
import { UserError } from "../../config/errors";
import { append, applied, setProperty, type Edit } from "./edits";
import { literal } from "./literal";
import { bare, constants, entryOf, exportedList, parse, propertyOf, type Source } from "./source";

/** The systems that an environment monitors: `all`, a list of IDs, or all systems except some. */
type Watched = EnvironmentInput["systems"];

/**
 * The new value of an environment's `systems` after the system `id` is added to the catalogue. `watches` says whether the environment
 * monitors that system. Returns undefined when the value does not change.
 */
export function watchedWith(systems: Watched, id: string, watches: boolean): Watched | undefined {
  if (systems === "all") return watches ? undefined : { except: [id] };
  if (isList(systems)) return watches && !systems.includes(id) ? [...systems, id] : undefined;
  return watches ? undefined : { except: [...systems.except, id] };
}

/**
 * The new value of an environment's `systems` after systems are removed from the catalogue; undefined when the value does not change.
 * `left` contains the remaining systems. A list of IDs that would become empty becomes `{ except: left }`. If no exception remains, the
 * value becomes `all`.
 */
export function watchedWithout(systems: Watched, removed: readonly string[], left: readonly string[]): Watched | undefined {
  if (systems === "all") return undefined;
  const names = isList(systems) ? systems : systems.except;
  const kept = names.filter((id) => !removed.includes(id));
  if (kept.length === names.length) return undefined;
  if (isList(systems)) return kept.length > 0 ? kept : { except: [...left] };
  return kept.length > 0 ? { except: kept } : "all";
}

const isList = (systems: Watched): systems is string[] => Array.isArray(systems);

/**
 * Returns the edits that add a system to an environment's list. If the list is a constant, leaves the constant unchanged, because other
 * environments may use it. Throws UserError if the list is neither an array literal nor a constant of the file.
 */
function appendTo(source: Source, environment: ts.ObjectLiteralExpression, id: string): Edit[] {
  const written = propertyOf(environment, "systems")?.initializer;
  const value = written === undefined ? undefined : bare(written);
  if (value !== undefined && ts.isArrayLiteralExpression(value)) return append(value, JSON.stringify(id));
  if (value !== undefined && ts.isIdentifier(value) && constants(source).has(value.text))
    return setProperty(environment, "systems", `[...${value.text}, ${JSON.stringify(id)}]`);
  throw new UserError(`${source.file}: the list of systems cannot be edited; write it in the environment itself, or add "${id}" by hand.`);
}

/** The text of the environments file after the change: exactly the chosen environments monitor the new system `id`. */
export function watchIn(source: Source, environments: readonly EnvironmentInput[], id: string, chosen: readonly string[]): string {
  return environments.reduce((before, environment) => {
    const now = parse(source.file, before);
    const entry = entryOf(now, exportedList(now, "environments"), environment.id);
    const systems = watchedWith(environment.systems, id, chosen.includes(environment.id));
    if (systems === undefined) return before;
    return applied(before, Array.isArray(systems) ? appendTo(now, entry, id) : setProperty(entry, "systems", literal(systems)));
  }, source.text);
}
