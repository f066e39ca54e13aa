import type { Reference } from "../../exporters/vendor-plan";

/** Returns a plan's input as a string. Throws if the input is a reference or is missing. */
export function textIn(value: string | Reference | undefined): string {
  if (typeof value !== "string") throw new Error(`got ${JSON.stringify(value)}; a text is expected`);
  return value;
}
