import type { View } from "../../exporters/model/catalogue";
import { callOfUrl, callsOf, type Call } from "../../exporters/programs/calls";
import { receiverTypeOf } from "../../exporters/receivers";
import { gatusHeartbeatUrl } from "../../exporters/uptime/gatus";
import { notifiedContacts } from "./receivers";

/** Outgoing connections of Alertmanager: to its receivers, and to Gatus for the dead man's switch. */
export const deliveryCalls = (view: View): Call[] =>
  callsOf([
    ...notifiedContacts(view).map((contact) => receiverTypeOf(contact).egress(contact, view.environment.delivery)),
    ...(view.environment.deadMansSwitch === undefined ? [] : [callOfUrl(gatusHeartbeatUrl)]),
  ]);
