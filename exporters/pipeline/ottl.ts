/**
 * Returns a string literal for OTTL and for expressions of the Collector's operators. `$` is doubled, because the Collector expands
 * variables in its configuration.
 */
export const literal = (text: string): string => JSON.stringify(text).replaceAll("$", "$$$$");

/** Returns a pattern that matches only `names`, which must contain no special characters. `$` is doubled, as in `literal`. */
export const oneOfNames = (names: readonly string[]): string => `"^(${names.join("|")})$$"`;

/** Returns the OTTL path of an attribute of a resource. */
export const resource = (name: string): string => `resource.attributes[${literal(name)}]`;

/** Returns the OTTL path of an attribute of a log record. */
export const record = (name: string): string => `log.attributes[${literal(name)}]`;
