/**
 * Builds an object and returns a copy as plain data. The copy is needed because a builder of the SDK returns its own object, which it may
 * change later, and which contains shared defaults and functions.
 */
export function built<T>(builder: { build: () => T }): T {
  return JSON.parse(JSON.stringify(builder.build())) as T;
}

/** Wraps a built object for SDK methods that expect a builder. */
export const ready = <T>(value: T): { build: () => T } => ({ build: () => value });
