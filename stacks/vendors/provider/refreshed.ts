import type { Kind } from "./definition";
import { isJson, type Json } from "./json";

/** Adds defaults to inputs as `check` does, so that an import shows no diff. */
export const withDefaults = (kind: Kind, inputs: Json): Json => kind.schema.safeParse(inputs).data ?? inputs;

/** The inputs that have a value, for an import. */
export const present = (found: Json): Json =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== null));

/**
 * The inputs in Pulumi's state, refreshed from a response. An input that the response does not mention (undefined) keeps its value. An
 * input that is unset at the vendor (null) is left out of the result. A flag that is set at the vendor is added.
 */
export function seen(kind: Kind, known: Json, found: Json): Json {
  const flags = kind.flags.filter((key) => !(key in known) && found[key] === true).map((key): [string, unknown] => [key, true]);
  const inputs = Object.entries(known).flatMap(([key, value]): [string, unknown][] => {
    const now = found[key];
    return now === undefined ? [[key, value]] : now === null ? [] : [[key, likeKnown(value, now)]];
  });
  return Object.fromEntries([...inputs, ...flags]);
}

/**
 * If a list of objects is as long as in the state, removes from each object the fields that the object at the same position in the state
 * does not have. For example, the vendor may return the field `id` in addition to `name`.
 */
const likeKnown = (known: unknown, now: unknown): unknown =>
  Array.isArray(known) && Array.isArray(now) && known.length === now.length
    ? now.map((one: unknown, index) => {
        const before: unknown = known[index];
        return isJson(one) && isJson(before) ? Object.fromEntries(Object.entries(one).filter(([key]) => key in before)) : one;
      })
    : now;
