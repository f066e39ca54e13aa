import type { SourceType } from "./server/sources";

/**
 * The options of `npm run view` that give the address of a data source. The value is the type of the data source, which is also its uid in
 * the rendered dashboards, and the program that serves it in a local stack.
 */
export const sourceOptions = { prometheus: "prometheus", logs: "loki", traces: "tempo" } as const satisfies Readonly<
  Record<string, SourceType>
>;
export type SourceOption = keyof typeof sourceOptions;
export const optionNames = Object.keys(sourceOptions) as readonly SourceOption[];
