import type { SourceType } from "./server/sources";

/**
 * Options of `npm run view` for the addresses of data sources. The value is the type of the data source. In rendered dashboards, this is
 * also the uid of the data source. In a local stack, it is also the name of the program that serves the data.
 */
export const sourceOptions = { prometheus: "prometheus", logs: "loki", traces: "tempo" } as const satisfies Readonly<
  Record<string, SourceType>
>;
export type SourceOption = keyof typeof sourceOptions;
export const optionNames = Object.keys(sourceOptions) as readonly SourceOption[];
