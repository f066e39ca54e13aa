import { parseWebhook } from "../../../stacks/demo/app/receiver/vendors";
import type { Delivery } from "../../alert-rules/routes/sinks";

/** One alert that a notification to on-call contained. Prometheus, Gatus or the external monitor raised it. */
export interface Call {
  readonly status: Delivery["status"];
  readonly labels: Readonly<Record<string, string>>;
}

/** The alerts in a webhook's notifications. One notification from Alertmanager covers a group, in which some alerts may be resolved. */
export const callsIn = (deliveries: readonly Delivery[]): Call[] =>
  deliveries.flatMap(({ status, text }): readonly Call[] => {
    const body = JSON.parse(text) as { readonly monitorFriendlyName?: string };
    return body.monitorFriendlyName === undefined ? parseWebhook(body) : [{ status, labels: { monitor: body.monitorFriendlyName } }];
  });

/** Whether an alert has these labels. */
export const isAbout = ({ labels }: Pick<Call, "labels">, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);
