import type { Reference } from "../../exporters/vendor-plan";

/** The text of a plan's input. Throws when it is a reference or missing. */
export function textIn(value: string | Reference | undefined): string {
  if (typeof value !== "string") throw new Error(`got ${JSON.stringify(value)}; a text is expected`);
  return value;
}
