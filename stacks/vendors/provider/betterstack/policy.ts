import type { z } from "zod";
import { policyInputs as vendorInputs } from "../../../../exporters/uptime/inputs/betterstack";
import { connection } from "../definition";
import { idOf, textOf } from "../json";
import { defineLookup } from "../lookup";

export const policyShape = { ...connection("betterstack"), ...vendorInputs };

export type PolicyInputs = z.input<z.ZodObject<typeof policyShape>>;
/** An escalation policy that was created in Better Stack's UI. */
export interface Policy {
  readonly id: string;
}

export const policy = defineLookup({
  type: "monitoring:betterstack:getPolicy",
  vendor: "betterstack",
  shape: policyShape,
  what: ({ name }) => `the escalation policy ${name}`,
  candidates: (api) => api.list("/policies"),
  matches: (remote, { name }) => remote["name"] === name,
  called: (remote) => textOf(remote["name"]) ?? "?",
  result: (remote) => ({ id: idOf(remote["id"]) }),
});
