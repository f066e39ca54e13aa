import type { Environment } from "../../../exporters/model/environments-schema";
import type { SourceType } from "./server/sources";

/** Options of `npm run view` for the addresses of data sources. */
export const optionNames = ["prometheus", "logs", "traces"] as const;
export type SourceOption = (typeof optionNames)[number];

/** The log store and the trace store of an environment. */
export type Stores = Environment["stores"];

/**
 * Returns the type of the data source whose address the option sets. In rendered dashboards, the type is also the uid of the data source.
 * In a local stack, the type is also the name of the program that serves the data.
 */
export const sourceTypeOf = (option: SourceOption, { logs, traces }: Stores): SourceType =>
  ({ prometheus: "prometheus" as const, logs, traces })[option];
