/**
 * Builds an object and returns a copy as plain data. The copy is needed because a builder of the SDK returns the object that it continues
 * to change. This object also contains shared defaults and functions.
 */
export function built<T>(builder: { build: () => T }): T {
  return JSON.parse(JSON.stringify(builder.build())) as T;
}

/** Wraps a built object for SDK methods that expect a builder. */
export const ready = <T>(value: T): { build: () => T } => ({ build: () => value });
