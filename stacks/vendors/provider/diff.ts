import { isDeepStrictEqual } from "node:util";
import type { Kind } from "./definition";
import type { Json } from "./json";
import { holdsUnknown, plainObject } from "./values";

export interface Difference {
  readonly changes: boolean;
  /** Inputs whose new value needs a new object. */
  readonly replaces: string[];
  /** Vendors refuse a second object of the same name, and ours would be adopted. */
  readonly deleteBeforeReplace: true;
}

/** Inputs that differ between what is and what is wanted. Where a token comes from is no difference of the object. */
export function difference(kind: Kind, olds: Json, news: Json): Difference {
  const before = plainObject(olds);
  const after = plainObject(news);
  const keys = Object.keys(kind.schema.shape).filter((key) => holdsUnknown(after[key]) || !isDeepStrictEqual(before[key], after[key]));
  return { changes: keys.length > 0, replaces: keys.filter((key) => kind.fixed.includes(key)), deleteBeforeReplace: true };
}
