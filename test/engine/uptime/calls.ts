import { parseWebhook } from "../../../stacks/demo/app/receiver/vendors";
import type { Delivery } from "../../alert-rules/routes/sinks";

/** One thing on-call was told, whoever told it. */
export interface Call {
  readonly status: Delivery["status"];
  readonly labels: Readonly<Record<string, string>>;
}

/** What the messages of a webhook say, alert by alert: a message of Alertmanager's is about a group of them, of which some may have ended. */
export const callsIn = (deliveries: readonly Delivery[]): Call[] =>
  deliveries.flatMap(({ status, text }): readonly Call[] => {
    const body = JSON.parse(text) as { readonly monitorFriendlyName?: string };
    return body.monitorFriendlyName === undefined ? parseWebhook(body) : [{ status, labels: { monitor: body.monitorFriendlyName } }];
  });

/** Whether a call is about this. */
export const isAbout = ({ labels }: Pick<Call, "labels">, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);
