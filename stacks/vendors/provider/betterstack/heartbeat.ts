import type { z } from "zod";
import { heartbeatInputs as vendorInputs } from "../../../../exporters/uptime/inputs/betterstack";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { idOf, numberOf, textOf, type Json } from "../json";
import { notified, notifiedInputs } from "./notified";

export const heartbeatShape = { ...connection("betterstack"), ...vendorInputs };

export type HeartbeatInputs = z.input<z.ZodObject<typeof heartbeatShape>>;
type Checked = z.output<z.ZodObject<typeof heartbeatShape>>;
export interface HeartbeatOutputs {
  /** The address that a job requests for each heartbeat. Anyone who knows it can fake heartbeats, so it is encrypted in the state. */
  readonly url: string;
}

/** Body of the request that creates or updates a heartbeat. */
export const heartbeatBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret">): Json => ({
  name: inputs.name,
  period: inputs.periodSeconds,
  grace: inputs.graceSeconds,
  ...notified(inputs),
});

/** Reads the inputs from a response about a heartbeat. */
export const heartbeatInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  ...notifiedInputs(remote),
  name: textOf(remote["name"]),
  periodSeconds: numberOf(remote["period"]),
  graceSeconds: numberOf(remote["grace"]),
});

const what = ({ name }: Checked): string => `the heartbeat ${name}`;

export const heartbeat = define({
  type: "monitoring:betterstack:Heartbeat",
  vendor: "betterstack",
  shape: heartbeatShape,
  history: "its address, to which jobs send heartbeats, and its history",
  path: [],
  what,
  key: ({ name }) => name,
  id: ({ id }) => idOf(id),
  fromRemote: heartbeatInputs,
  outputs: ({ url }) => ({ url: textOf(url) }),
  secretOutputs: ["url"],
  operations: collection({
    path: () => "/heartbeats",
    matches: (remote, { name }) => remote["name"] === name,
    name: what,
    body: heartbeatBody,
    updateBy: "PATCH",
  }),
});
