import type { PlainFrame } from "./frames";
import type { Range } from "./interval";
import type { Values } from "./interpolate";

/** The context of a query, such as its time range and variables. */
export interface QueryContext {
  readonly values: Values;
  readonly range: Range;
  /** Step in seconds. */
  readonly step: number;
  /** Number of queries in the panel. It determines the name of the value column in a table. */
  readonly targets: number;
}

/** A GET request to a data source, with the function that reads the response. */
export interface SourceRequest {
  /** UID of the data source. */
  readonly source: string;
  /** Path relative to the data source's address. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The query that the user sees, with its variables replaced. */
  readonly shown: string;
  /** Format of the response: one JSON value, or one JSON value per line (`lines`). All lines become one array. Default: `json`. */
  readonly format?: "json" | "lines";
  /** Converts the response to frames. Throws if the response does not have the expected fields. */
  readonly read: (answer: unknown) => PlainFrame[];
}

/** Path and query string of a request to the viewer's server. */
export const addressOf = ({ source, path, query }: SourceRequest): string =>
  `/api/sources/${source}${path}?${new URLSearchParams(query).toString()}`;
