import ts from "typescript";
import type { EnvironmentInput } from "../../../exporters/model/environments-schema";
import { UserError } from "../../config/errors";
import { append, applied, setProperty, type Edit } from "./edits";
import { literal } from "./literal";
import { bare, constants, entryOf, exportedList, parse, propertyOf, type Source } from "./source";

/** Which systems an environment watches, as its author may write it. */
type Watched = EnvironmentInput["systems"];

/** What an environment's `systems` becomes when it is to watch a new system, or not; undefined when it needs no change. */
export function watchedWith(systems: Watched, id: string, watches: boolean): Watched | undefined {
  if (systems === "all") return watches ? undefined : { except: [id] };
  if (isList(systems)) return watches && !systems.includes(id) ? [...systems, id] : undefined;
  return watches ? undefined : { except: [...systems.except, id] };
}

/** What an environment's `systems` becomes when some go; undefined when it needs no change. A list that would be empty leaves out what is left. */
export function watchedWithout(systems: Watched, removed: readonly string[], left: readonly string[]): Watched | undefined {
  if (systems === "all") return undefined;
  const names = isList(systems) ? systems : systems.except;
  const kept = names.filter((id) => !removed.includes(id));
  if (kept.length === names.length) return undefined;
  if (isList(systems)) return kept.length > 0 ? kept : { except: [...left] };
  return kept.length > 0 ? { except: kept } : "all";
}

const isList = (systems: Watched): systems is string[] => Array.isArray(systems);

/** The edit that adds a text to a list; a list that several places share is extended at this place alone. */
function appendTo(source: Source, environment: ts.ObjectLiteralExpression, id: string): Edit[] {
  const written = propertyOf(environment, "systems")?.initializer;
  const value = written === undefined ? undefined : bare(written);
  if (value !== undefined && ts.isArrayLiteralExpression(value)) return append(value, JSON.stringify(id));
  if (value !== undefined && ts.isIdentifier(value) && constants(source).has(value.text))
    return setProperty(environment, "systems", `[...${value.text}, ${JSON.stringify(id)}]`);
  throw new UserError(
    `${source.file}: got a list of systems that cannot be edited; write it in the environment itself, or add "${id}" by hand.`,
  );
}

/** The file of the environments with a new system watched by those chosen, and by no others. */
export function watchIn(source: Source, environments: readonly EnvironmentInput[], id: string, chosen: readonly string[]): string {
  return environments.reduce((before, environment) => {
    const now = parse(source.file, before);
    const entry = entryOf(now, exportedList(now, "environments"), environment.id);
    const systems = watchedWith(environment.systems, id, chosen.includes(environment.id));
    if (systems === undefined) return before;
    return applied(before, Array.isArray(systems) ? appendTo(now, entry, id) : setProperty(entry, "systems", literal(systems)));
  }, source.text);
}
