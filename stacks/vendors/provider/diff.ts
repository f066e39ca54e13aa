import { isDeepStrictEqual } from "node:util";
import type { Kind } from "./definition";
import type { Json } from "./json";
import { holdsUnknown, plainObject } from "./values";

export interface Difference {
  readonly changes: boolean;
  /** Changed inputs that require a replacement. */
  readonly replaces: string[];
  /** Vendors refuse a second object with the same name, and the old one would be adopted. */
  readonly deleteBeforeReplace: true;
}

/** Differences between current and desired inputs. The source of the token is not a difference. */
export function difference(kind: Kind, olds: Json, news: Json): Difference {
  const before = plainObject(olds);
  const after = plainObject(news);
  const keys = Object.keys(kind.schema.shape).filter((key) => holdsUnknown(after[key]) || !isDeepStrictEqual(before[key], after[key]));
  return { changes: keys.length > 0, replaces: keys.filter((key) => kind.fixed.includes(key)), deleteBeforeReplace: true };
}
