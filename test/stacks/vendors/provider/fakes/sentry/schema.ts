/** A JSON object. */
export type Json = { readonly [key: string]: unknown };

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Resolves a pointer such as `#/a/b` in a document. */
function named(root: Json, pointer: string): Json {
  const found = pointer
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (isJson(at) ? at[key] : undefined), root);
  if (!isJson(found)) throw new Error(`The specification names ${pointer} and does not have it`);
  return found;
}

/** Rewrites `oneOf` with a discriminator as conditions, so that an error names only the wrong field of the selected branch. */
function byDiscriminator(schema: Json, prepare: (part: unknown) => unknown): Json | undefined {
  const { discriminator } = schema;
  if (!isJson(discriminator) || !isJson(discriminator["mapping"])) return undefined;
  const name = String(discriminator["propertyName"]);
  const mapping = Object.entries(discriminator["mapping"]);
  return {
    type: "object",
    required: [name],
    properties: { [name]: { enum: mapping.map(([value]) => value) } },
    allOf: mapping.map(([value, reference]) => ({
      if: { type: "object", required: [name], properties: { [name]: { const: value } } },
      then: prepare({ $ref: reference }),
    })),
  };
}

/** The schema of the Go client's `json.Number`, which accepts a number or a string that contains a number. */
const goNumber = { anyOf: [{ type: "number" }, { type: "string", pattern: "^-?[0-9]+(\\.[0-9]+)?$" }] };

/**
 * Converts an OpenAPI 3.0 schema to a JSON schema. Resolves references, and writes `nullable` in a form that the validator always accepts.
 * Turns discriminators into conditions, and `oneOf` with an empty branch into the intended `anyOf`.
 */
export function prepareSchema(root: Json): (part: unknown) => unknown {
  const done = new Map<string, unknown>();
  const prepare = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(prepare);
    if (!isJson(part)) return part;
    const reference = part["$ref"];
    if (typeof reference === "string") {
      if (!done.has(reference)) done.set(reference, prepare(named(root, reference)));
      return done.get(reference);
    }
    if (part["x-go-type"] === "json.Number") return goNumber;
    const branches = part["oneOf"];
    const loose = Array.isArray(branches) && branches.some((branch) => isJson(branch) && Object.keys(branch).length === 0);
    const { nullable, ...rest } = part;
    const plain =
      byDiscriminator(part, prepare) ??
      Object.fromEntries(Object.entries(rest).map(([key, value]) => [key === "oneOf" && loose ? "anyOf" : key, prepare(value)]));
    if (nullable !== true || !isJson(plain)) return plain;
    const { type, enum: allowed } = plain;
    if (typeof type !== "string") return { anyOf: [{ type: "null" }, plain] };
    return { ...plain, type: [type, "null"], ...(Array.isArray(allowed) ? { enum: [...(allowed as unknown[]), null] } : {}) };
  };
  return prepare;
}

const parts = ["allOf", "anyOf", "oneOf"] as const;

/** This schema and all schemas that may apply to the same value. */
const alternatives = (schema: Json): Json[] => [
  schema,
  ...[...parts.flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as unknown[]) : [])), schema["then"]]
    .filter(isJson)
    .flatMap(alternatives),
];

/** The paths of fields that no branch of the schema contains. The server ignores such fields, so a client sends them by mistake. */
export function unknownFields(schema: unknown, value: unknown, at = ""): string[] {
  if (!isJson(schema)) return [];
  const all = alternatives(schema);
  if (Array.isArray(value)) {
    const items = all.map(({ items: one }) => one).filter(isJson);
    return items.length === 0 ? [] : value.flatMap((one, index) => unknownFields({ anyOf: items }, one, `${at}[${index}]`));
  }
  if (!isJson(value)) return [];
  const properties = all.map(({ properties: known }) => known).filter(isJson);
  const open = all.some(({ additionalProperties }) => additionalProperties !== undefined && additionalProperties !== false);
  if (properties.length === 0 || open) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = properties.map((one) => one[key]).filter((one) => one !== undefined);
    const path = at === "" ? key : `${at}.${key}`;
    return known.length === 0 ? [path] : unknownFields({ anyOf: known }, inner, path);
  });
}
