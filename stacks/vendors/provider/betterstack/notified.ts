import type { z } from "zod";
import type { notifiedInputs as vendorInputs } from "../../../../exporters/uptime/inputs/betterstack";
import { compact, idOf, numberOf, type Json } from "../json";

type Notified = z.output<z.ZodObject<typeof vendorInputs>>;

/**
 * The part of a request body that sets how and when people are notified, and whether the monitor or heartbeat is paused. If
 * `teamWaitSeconds` or `policyId` is not set, the body contains `null`, because Better Stack keeps the previous value of a field that an
 * update leaves out.
 */
export const notified = ({ call, sms, email, push, teamWaitSeconds, policyId, paused }: Notified): Json =>
  compact({ call, sms, email, push, team_wait: teamWaitSeconds ?? null, policy_id: policyId ?? null, paused });

const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);

/** Reads the inputs of `notified` from a response. */
export const notifiedInputs = (remote: Json): { readonly [K in keyof Notified]?: Notified[K] | null | undefined } => ({
  call: flag(remote["call"]),
  sms: flag(remote["sms"]),
  email: flag(remote["email"]),
  push: flag(remote["push"]),
  teamWaitSeconds: remote["team_wait"] === null ? null : numberOf(remote["team_wait"]),
  policyId: remote["policy_id"] === null ? null : idOf(remote["policy_id"]),
  paused: flag(remote["paused"]),
});
