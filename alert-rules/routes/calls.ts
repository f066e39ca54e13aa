import type { View } from "../../exporters/model/catalogue";
import { anywhere, callOfAddress, callOfUrl, callsOf, type Call } from "../../exporters/programs/calls";
import { gatusHeartbeatUrl } from "../../exporters/uptime/gatus";
import { receiversOf } from "./receivers";

/** PagerDuty's Events API when the environment names no other: Alertmanager's own default. */
const pagerdutyUrl = "https://events.pagerduty.com/v2/enqueue";

/** Connections Alertmanager opens to deliver: the mail server, PagerDuty, Gatus for the dead man's switch, and any host by HTTPS for the receivers whose addresses are secrets. */
export function deliveryCalls(view: View): Call[] {
  const { smtp, pagerdutyUrl: own } = view.environment.delivery;
  const receivers = receiversOf(view);
  const secret = receivers.some(
    ({ slack_configs, discord_configs, webhook_configs }) => slack_configs ?? discord_configs ?? webhook_configs,
  );
  return callsOf([
    ...(receivers.some(({ email_configs }) => email_configs) ? [callOfAddress(smtp.smarthost)] : []),
    ...(receivers.some(({ pagerduty_configs }) => pagerduty_configs) ? [callOfUrl(own ?? pagerdutyUrl)] : []),
    ...(secret ? [anywhere] : []),
    ...(view.environment.deadMansSwitch === undefined ? [] : [callOfUrl(gatusHeartbeatUrl)]),
  ]);
}
