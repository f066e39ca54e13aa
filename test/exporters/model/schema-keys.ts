import { z } from "zod";

/** The inner schema of an optional, default or transformed value. */
function inner(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return inner(schema.def.innerType);
  if (schema instanceof z.ZodPipe) return inner(schema.def.in);
  return schema;
}

/** The tag that selects an option of a union, such as `http` for `kind: "http"`. */
function wordOf(option: z.core.$ZodType): string {
  if (!(option instanceof z.ZodObject)) return "";
  const literal = Object.values(option.shape).find((value) => value instanceof z.ZodLiteral);
  return literal instanceof z.ZodLiteral ? String(literal.value) : "";
}

/**
 * The path of every key in a schema, such as `services[http].pools[].name`. `[]` is a list, and `[tag]` is an option of a union. The paths
 * leave out keys that only select an option, and user-defined keys of records.
 */
export function keysOf(schema: z.core.$ZodType, at = ""): string[] {
  const own = inner(schema);
  if (own instanceof z.ZodObject)
    return Object.entries(own.shape as Record<string, z.core.$ZodType>).flatMap(([key, value]) =>
      value instanceof z.ZodLiteral ? [] : keysOf(value, at === "" ? key : `${at}.${key}`),
    );
  if (own instanceof z.ZodArray) {
    const element = inner(own.element);
    if (element instanceof z.ZodUnion) return keysOf(element, at);
    return element instanceof z.ZodObject ? keysOf(element, `${at}[]`) : [at];
  }
  if (own instanceof z.ZodUnion) {
    const options = own.options;
    return options.some((option) => option instanceof z.ZodObject)
      ? options.flatMap((option) => keysOf(option, `${at}[${wordOf(option)}]`))
      : [at];
  }
  return [at];
}
