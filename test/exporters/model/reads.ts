/** The paths that were read, in the format of `keysOf`, such as `systems[].services[http].name`. */
export type ReadPaths = Set<string>;

/** The value that selects an option of a union, such as the `kind` of a service. */
function wordOf(value: unknown): string {
  const { kind, via } = value as { kind?: unknown; via?: unknown };
  if (typeof kind === "string") return kind;
  return typeof via === "string" ? via : "";
}

/** Wraps plain data. Adds the path of every key that is read, at any depth, to `read`. */
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
