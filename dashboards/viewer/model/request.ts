import type { PlainFrame } from "./frames";
import type { Range } from "./interval";
import type { Values } from "./interpolate";

/** What a query needs besides its text. */
export interface QueryContext {
  readonly values: Values;
  readonly range: Range;
  /** Step in seconds. */
  readonly step: number;
  /** Number of queries in the panel. It decides the name of the value column of a table. */
  readonly targets: number;
}

/** A GET request to a data source, and how to read its answer. */
export interface SourceRequest {
  /** Uid of the data source. */
  readonly source: string;
  /** Path below the data source's address. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The query with its variables replaced, to show to people. */
  readonly shown: string;
  /** Turns a JSON answer into frames. Throws if the answer has another shape. */
  readonly read: (answer: unknown) => PlainFrame[];
}

/** Path and query of a request in the server's address space. */
export const addressOf = ({ source, path, query }: SourceRequest): string =>
  `/api/sources/${source}${path}?${new URLSearchParams(query).toString()}`;
