/**
 * Flattens nested settings to strings by path: `{ memory: { loki: 512 } }` gives `{ "memory.loki": "512" }`. A list gives one string.
 * Leaves out null, undefined, empty lists and empty objects.
 */
export function flatten(value: object, prefix = ""): Readonly<Record<string, string>> {
  const entries = Object.entries(value).flatMap(([key, inner]: [string, unknown]): (readonly [string, string])[] => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (inner === undefined || inner === null) return [];
    if (Array.isArray(inner))
      return inner.length === 0
        ? []
        : [[path, inner.map((item) => (typeof item === "object" ? JSON.stringify(item) : String(item))).join(", ")]];
    if (typeof inner === "object") return Object.entries(flatten(inner, path));
    return [[path, typeof inner === "string" ? inner : JSON.stringify(inner)]];
  });
  return Object.fromEntries(entries);
}
