import type { RenderedFile } from "./emit";

/**
 * A value that is known only at deployment. For an output of a resource or lookup, `$ref` is `<type> <name>`. For a setting of the stack,
 * `$ref` is the path of an object in `Pulumi.<stack>.yaml`, such as `monitoring:uptime`, and `output` is a key of the object. `prefix` is
 * prepended to the value.
 */
export interface Reference {
  readonly $ref: string;
  readonly output: string;
  readonly prefix?: string;
}

/** Name of a check's field `body` in the list of parts that a vendor's monitor leaves out. Gatus does not support `body` either. */
export const bodyPart = "the regular expression";

/** The reason why a vendor's monitor leaves out a part of a check, and which programs of the stack check this part. */
export const unsupported = (vendor: string, part: string): string =>
  `${vendor} does not support it; ${part === bodyPart ? "blackbox_exporter does" : "blackbox_exporter and Gatus do"}`;

/** Inputs of a resource or lookup in a plan. A reference may replace any input of type string. */
export type Written<T> = T extends string
  ? string extends T
    ? T | Reference
    : T
  : T extends readonly (infer Element)[]
    ? readonly Written<Element>[]
    : T extends object
      ? { readonly [K in keyof T]: Written<T[K]> }
      : T;

/** A planned resource or lookup. `type` is the provider's type without `monitoring:`; `inputs` are the inputs of that type. */
export type Planned<Types extends object> = {
  [T in keyof Types & string]: {
    readonly type: T;
    readonly name: string;
    readonly inputs: Written<Types[T]>;
    /** Resources (`<type> <name>`) that must be created first, in addition to those that inputs refer to. */
    readonly after?: readonly string[];
    /** Former name of a renamed resource. The object at the vendor is kept, with its history. */
    readonly formerly?: string;
  };
}[keyof Types & string];

/** A planned resource or lookup of any type. */
export interface AnyPlanned {
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  readonly after?: readonly string[];
  readonly formerly?: string;
}

/** A part of the catalogue that the plan leaves out, and the reason. */
export interface NotPlanned {
  readonly what: string;
  readonly because: string;
}

/** Key of a resource or lookup in references: `<type> <name>`. */
export const keyOf = ({ type, name }: Pick<AnyPlanned, "type" | "name">): string => `${type} ${name}`;

/** Returns the resources of one type. */
export const ofType = <R extends AnyPlanned, T extends R["type"]>(resources: readonly R[], type: T): Extract<R, { type: T }>[] =>
  resources.filter((one): one is Extract<R, { type: T }> => one.type === type);

/** Removes duplicates: one entry stays for each type and name. */
export const unique = <R extends AnyPlanned>(planned: readonly R[]): R[] => [...new Map(planned.map((one) => [keyOf(one), one])).values()];

export const isReference = (value: unknown): value is Reference => typeof value === "object" && value !== null && "$ref" in value;

/** Returns every reference in a value, at any depth. */
export function referencesIn(value: unknown): Reference[] {
  if (isReference(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

/**
 * Formats a value as JSON, so that diffs are easy to review. A value is on one line if the line has at most 140 characters without the
 * value's key.
 */
function printed(value: unknown, indent = ""): string {
  const flat = JSON.stringify(value, null, 1).replace(/\n */g, " ");
  if (indent.length + flat.length <= 140 || typeof value !== "object" || value === null) return flat;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? (["[", "]"] as const) : (["{", "}"] as const);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${deeper}${Array.isArray(value) ? "" : `${JSON.stringify(key)}: `}${printed(part, deeper)}`);
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

/** Returns a plan as a rendered JSON file. */
export const planFile = (path: string, plan: object): RenderedFile => ({ path, content: `${printed(plan)}\n` });
