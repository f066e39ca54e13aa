/** Paths that were read, in the form of `keysOf`: `systems[].services[http].name`. */
export type ReadPaths = Set<string>;

/** The tag of a union's option, if the value has one. */
function wordOf(value: unknown): string {
  const { kind, via } = value as { kind?: unknown; via?: unknown };
  if (typeof kind === "string") return kind;
  return typeof via === "string" ? via : "";
}

/** A copy of plain data that records every key read from it, at any depth. */
export function noted<T>(value: T, read: ReadPaths, at = ""): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return value.map((entry: unknown) =>
      noted(entry, read, `${at}[${entry !== null && typeof entry === "object" ? wordOf(entry) : ""}]`),
    ) as T;
  const entries = Object.entries(value).map(([key, inner]) => [key, noted(inner, read, at === "" ? key : `${at}.${key}`)] as const);
  return new Proxy(Object.fromEntries(entries) as T & object, {
    get(target, key) {
      if (typeof key === "string") read.add(at === "" ? key : `${at}.${key}`);
      return Reflect.get(target, key) as unknown;
    },
  });
}
