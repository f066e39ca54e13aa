import type { SenderField } from "../../exporters/receivers";
import type { Sender } from "../../exporters/receivers/model";

/** Who is notified: every sender of a receiver gets every notification. */
export type Receiver = { readonly name: string } & { readonly [Field in SenderField]?: readonly Sender[] };

/** One branch of the tree. Without `continue`, an alert goes to the first child that matches and to no later one. */
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

/** While a source fires, the targets that agree with it in the `equal` labels are not sent. */
export interface InhibitRule {
  readonly name: string;
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** Named hours of the week. */
export interface TimeInterval {
  readonly name: string;
  readonly time_intervals: readonly {
    readonly weekdays: readonly string[];
    readonly times: readonly { readonly start_time: string; readonly end_time: string }[];
    readonly location: string;
  }[];
}

/** `label="value"`; always quoted, so that both of Alertmanager's matcher parsers read the same. */
export const equals = (label: string, value: string): string => `${label}=${JSON.stringify(value)}`;
/** The label is there. */
export const present = (label: string): string => `${label}!=""`;
/** The whole label is one of the values, which must hold no character that a regular expression knows. */
export const oneOf = (label: string, values: readonly string[]): string =>
  values.length === 1 ? equals(label, values[0] ?? "") : `${label}=~${JSON.stringify([...values].sort().join("|"))}`;
