import type { SenderField } from "../../exporters/receivers";
import type { Sender } from "../../exporters/receivers/model";

/** A receiver. Each of its integrations sends every notification. */
export type Receiver = { readonly name: string } & { readonly [Field in SenderField]?: readonly Sender[] };

/** A node of the routing tree. If an alert matches a node without `continue`, Alertmanager does not try the following siblings. */
export interface Route {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly continue?: boolean;
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly active_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}

/** While a source alert fires, target alerts with the same values of the `equal` labels are inhibited. */
export interface InhibitRule {
  readonly name: string;
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** A named time interval of the week. */
export interface TimeInterval {
  readonly name: string;
  readonly time_intervals: readonly {
    readonly weekdays: readonly string[];
    readonly times: readonly { readonly start_time: string; readonly end_time: string }[];
    readonly location: string;
  }[];
}

/** `label="value"`. The value is always quoted, so that both matcher parsers of Alertmanager give the same result. */
export const equals = (label: string, value: string): string => `${label}=${JSON.stringify(value)}`;
/** Matches if the label is present. */
export const present = (label: string): string => `${label}!=""`;
/** Matches if the label has one of the values. The values must not contain special characters of regular expressions. */
export const oneOf = (label: string, values: readonly string[]): string =>
  values.length === 1 ? equals(label, values[0] ?? "") : `${label}=~${JSON.stringify([...values].sort().join("|"))}`;
