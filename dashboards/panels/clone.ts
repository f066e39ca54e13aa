/**
 * Builds an object and returns a copy as plain data. A builder of the SDK returns its own object, which it may change later. That object
 * also contains shared defaults and functions.
 */
export function built<T>(builder: { build: () => T }): T {
  return JSON.parse(JSON.stringify(builder.build())) as T;
}

/** Wraps a built object for SDK methods that expect a builder. */
export const ready = <T>(value: T): { build: () => T } => ({ build: () => value });
