import { parseWebhook } from "../../../stacks/demo/app/receiver/vendors";
import type { Delivery } from "../../alert-rules/routes/sinks";

/** One notification to on-call, from any program. */
export interface Call {
  readonly status: Delivery["status"];
  readonly labels: Readonly<Record<string, string>>;
}

/** Alerts in the messages of a webhook. An Alertmanager message is about a group of alerts, some of which may be resolved. */
export const callsIn = (deliveries: readonly Delivery[]): Call[] =>
  deliveries.flatMap(({ status, text }): readonly Call[] => {
    const body = JSON.parse(text) as { readonly monitorFriendlyName?: string };
    return body.monitorFriendlyName === undefined ? parseWebhook(body) : [{ status, labels: { monitor: body.monitorFriendlyName } }];
  });

/** Whether a call has these labels. */
export const isAbout = ({ labels }: Pick<Call, "labels">, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);
