const week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function sortKey(value: unknown): string {
  if (typeof value === "string") return week.includes(value) ? String(week.indexOf(value)) : value;
  const named: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "name") : undefined;
  return `${typeof named === "string" ? named : ""} ${JSON.stringify(value)}`;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Sorts every list in a value and the keys of every object. The order of lists in a catalogue has no meaning, so catalogues that differ
 * only in this order render the same bytes.
 */
export function canonical<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => canonical(item)).sort(compare) as T;
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, canonical(Reflect.get(value, key) as unknown)])) as T;
}
