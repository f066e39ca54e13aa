/** Readers for vendor responses. Missing values and unexpected types are undefined, never an error. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
/** An object, or an empty one. */
export const objectOf = (value: unknown): Json => (isJson(value) ? value : {});
/** A list, or an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
/** A list of objects, without other values. */
export const objectsOf = (value: unknown): readonly Json[] => listOf(value).filter(isJson);
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
/** Ids are numbers or strings. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === "number" ? String(value) : typeof value === "string" && value !== "" ? value : undefined;
/** Without the keys whose value is undefined. */
export const compact = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
