/** A JSON object in a vendor's response. The functions below read values from it and do not throw for missing or unexpected values. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
/** The value if it is an object, else an empty object. */
export const objectOf = (value: unknown): Json => (isJson(value) ? value : {});
/** The value if it is a list, else an empty list. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
/** The objects in a list, without other values. */
export const objectsOf = (value: unknown): readonly Json[] => listOf(value).filter(isJson);
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
/** An ID as a string. Vendors' IDs are numbers or strings. Undefined for other values and for an empty string. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === "number" ? String(value) : typeof value === "string" && value !== "" ? value : undefined;
/** The object without keys whose value is undefined. */
export const compact = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
