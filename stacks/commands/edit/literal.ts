const isName = (key: string): boolean => /^[A-Za-z_$][\w$]*$/.test(key);

/**
 * Writes a plain value as a TypeScript literal, without keys whose value is undefined. Prettier then formats objects in the first `open`
 * levels on several lines, and deeper objects on one line if they fit.
 */
export function literal(value: unknown, open = 0): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => literal(item, open)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${isName(key) ? key : JSON.stringify(key)}: ${literal(inner, open - 1)}`);
  return pairs.length === 0 ? "{}" : `{${open > 0 ? "\n" : " "}${pairs.join(", ")} }`;
}

/** Converts an ID to the name of a constant: `my-shop` becomes `myShop`. A reserved word gets the suffix `System`. */
export function constantName(id: string): string {
  const name = id.replace(/-+(.)?/g, (_, letter: string | undefined) => (letter ?? "").toUpperCase());
  return reserved.has(name) ? `${name}System` : name;
}

/** Lowercase words that cannot be names of constants in a module. */
const reserved: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if " +
    "implements import in instanceof interface let new null package private protected public return static super switch this throw true try " +
    "typeof undefined var void while with yield"
  ).split(" "),
);
