const isName = (key: string): boolean => /^[A-Za-z_$][\w$]*$/.test(key);

/**
 * A plain value as a TypeScript literal. Keys without a value are left out. An object is written over several lines down to
 * `open` levels, and below that on one line where it fits, as Prettier keeps it.
 */
export function literal(value: unknown, open = 0): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => literal(item, open)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${isName(key) ? key : JSON.stringify(key)}: ${literal(inner, open - 1)}`);
  return pairs.length === 0 ? "{}" : `{${open > 0 ? "\n" : " "}${pairs.join(", ")} }`;
}

/** `my-shop` as the name of a constant: `myShop`. */
export function constantName(id: string): string {
  const name = id.replace(/-+(.)?/g, (_, letter: string | undefined) => (letter ?? "").toUpperCase());
  return reserved.has(name) ? `${name}System` : name;
}

/** Lower-case words that cannot name a constant of a module. */
const reserved: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if " +
    "implements import in instanceof interface let new null package private protected public return static super switch this throw true try " +
    "typeof undefined var void while with yield"
  ).split(" "),
);
