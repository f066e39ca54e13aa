/** One column of a frame. Times are milliseconds since 1970. */
export interface PlainField {
  readonly name: string;
  readonly type: "time" | "number" | "string" | "other";
  readonly values: readonly unknown[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly config: {
    /** Name of the series, for example from the query's legend. */
    readonly displayNameFromDS?: string;
    /** Expected time between two samples in milliseconds. A longer time is drawn as a gap. */
    readonly interval?: number;
    readonly unit?: string;
    /** Links that a click on a value opens. `${__value.raw}` in a URL is replaced by the value. */
    readonly links?: readonly { readonly title: string; readonly url: string }[];
  };
}

/** A data frame in the format that `@grafana/data` reads. */
export interface PlainFrame {
  readonly refId: string;
  readonly name?: string;
  readonly fields: readonly PlainField[];
  readonly length: number;
}

/** Creates a frame. Its length is the length of the first field. */
export const frame = (refId: string, fields: readonly PlainField[], name?: string): PlainFrame => ({
  refId,
  ...(name === undefined ? {} : { name }),
  fields,
  length: fields[0]?.values.length ?? 0,
});

/** Whether at least one frame has rows. */
export const hasData = (frames: readonly PlainFrame[]): boolean => frames.some(({ length }) => length > 0);
