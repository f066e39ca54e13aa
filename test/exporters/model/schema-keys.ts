import { z } from "zod";

/** The inner schema of optional, default and transformed values. */
function inner(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return inner(schema.def.innerType);
  if (schema instanceof z.ZodPipe) return inner(schema.def.in);
  return schema;
}

/** The discriminator of a union's option, e.g. `http` for `kind: "http"`. */
function wordOf(option: z.core.$ZodType): string {
  if (!(option instanceof z.ZodObject)) return "";
  const literal = Object.values(option.shape).find((value) => value instanceof z.ZodLiteral);
  return literal instanceof z.ZodLiteral ? String(literal.value) : "";
}

/**
 * Every key that a schema knows, as a path: `services[http].pools[].name`. Lists are `[]`, options of a union `[tag]`. Keys that only select
 * the option are omitted, and so are a record's user-defined keys.
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
