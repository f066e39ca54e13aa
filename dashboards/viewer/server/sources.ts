/** Kinds of data sources that the viewer reads. */
export type SourceType = "prometheus" | "loki" | "tempo";

/** A data source on the server's side. The browser only knows its uid. */
export interface Source {
  readonly uid: string;
  readonly type: SourceType;
  /** Base address without a slash at the end. */
  readonly url: string;
  /** Value of the header `Authorization`. Default: none. */
  readonly authorization?: string;
}

const allowed: Readonly<Record<SourceType, readonly RegExp[]>> = {
  prometheus: [
    /^\/api\/v1\/(query|query_range|query_exemplars|labels|series|metadata|targets|rules|alerts)$/,
    /^\/api\/v1\/label\/\w+\/values$/,
  ],
  loki: [/^\/loki\/api\/v1\/(query|query_range|labels|series)$/, /^\/loki\/api\/v1\/label\/\w+\/values$/],
  tempo: [/^\/api\/search$/, /^\/api\/v2\/traces\/[0-9a-f]{1,32}$/],
};

/** Whether the viewer passes a path on to a data source of this type. All other paths are refused, those of administration included. */
export const isAllowed = (type: SourceType, path: string): boolean => allowed[type].some((pattern) => pattern.test(path));
