/**
 * A copy of a builder's result as plain data. The SDK's builders return the object that they keep working on, with shared defaults and
 * functions on its queries, so every result is copied immediately.
 */
export function built<T>(builder: { build: () => T }): T {
  return JSON.parse(JSON.stringify(builder.build())) as T;
}

/** Wraps a built object for SDK methods that expect a builder. */
export const ready = <T>(value: T): { build: () => T } => ({ build: () => value });
