import { isDeepStrictEqual } from "node:util";
import type { Kind } from "./definition";
import type { Json } from "./json";
import { holdsUnknown, plainObject } from "./values";

export interface Difference {
  readonly changes: boolean;
  /** Names of changed inputs that require a replacement. */
  readonly replaces: string[];
  /** Always true. Otherwise, the replacement would adopt the old object, or the vendor would reject a second object with the same name. */
  readonly deleteBeforeReplace: true;
}

/** Compares the current and the desired inputs. An unknown value counts as a change. */
export function difference(kind: Kind, olds: Json, news: Json): Difference {
  const before = plainObject(olds);
  const after = plainObject(news);
  const same = (key: string): boolean =>
    kind.flags.includes(key) ? (before[key] === true) === (after[key] === true) : isDeepStrictEqual(before[key], after[key]);
  const keys = Object.keys(kind.schema.shape).filter((key) => holdsUnknown(after[key]) || !same(key));
  return { changes: keys.length > 0, replaces: keys.filter((key) => kind.fixed.includes(key)), deleteBeforeReplace: true };
}
