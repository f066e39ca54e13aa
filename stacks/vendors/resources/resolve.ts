import { interpolate, type Input } from "@pulumi/pulumi";
import { isReference, type Reference } from "../../../exporters/vendor-plan";

/** The values of references, by `$ref` and then by output. */
export type Known = ReadonlyMap<string, Readonly<Record<string, Input<string> | undefined>>>;

function found({ $ref, output, prefix }: Reference, known: Known): Input<string> {
  const value = known.get($ref)?.[output];
  if (value === undefined) throw new Error(`The plan refers to ${output} of ${$ref}, which does not exist when it is needed`);
  return prefix === undefined ? value : interpolate`${prefix}${value}`;
}

function part(value: unknown, known: Known): unknown {
  if (isReference(value)) return found(value, known);
  if (Array.isArray(value)) return value.map((one) => part(one, known));
  return typeof value === "object" && value !== null ? resolved(value, known) : value;
}

/**
 * Replaces each reference in the inputs with its value. Throws Error for an unknown reference, which is a bug in the generator of the plan.
 */
export const resolved = (inputs: object, known: Known): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, part(value, known)]));
