/**
 * A builder's result as plain data of its own. The SDK's builders hand out the object they go on working on, with defaults shared
 * between them and functions on its queries, so every result is copied at once.
 */
export function built<T>(builder: { build: () => T }): T {
  return JSON.parse(JSON.stringify(builder.build())) as T;
}

/** Something built already, for the SDK's methods that want a builder. */
export const ready = <T>(value: T): { build: () => T } => ({ build: () => value });
