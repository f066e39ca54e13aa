import type { z } from "zod";
import { alertContactInputs as vendorInputs } from "../../../../exporters/uptime/inputs/uptimerobot";
import { connection } from "../definition";
import { idOf, textOf } from "../json";
import { defineLookup } from "../lookup";

export const alertContactShape = { ...connection("uptimerobot"), ...vendorInputs };

export type AlertContactInputs = z.input<z.ZodObject<typeof alertContactShape>>;
/** An alert contact that was created in UptimeRobot's UI. */
export interface AlertContact {
  readonly id: string;
  /** Type of the contact, like `Email` or `Slack`. */
  readonly type: string;
}

export const alertContact = defineLookup({
  type: "monitoring:uptimerobot:getAlertContact",
  vendor: "uptimerobot",
  shape: alertContactShape,
  what: ({ name }) => `the alert contact ${name}`,
  candidates: (api) => api.list("/user/alert-contacts"),
  matches: (remote, { name }) => remote["friendlyName"] === name || remote["value"] === name,
  called: (remote) => textOf(remote["friendlyName"]) ?? "?",
  result: (remote) => ({ id: idOf(remote["id"]), type: String(remote["type"]) }),
});
