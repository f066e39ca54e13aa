import { z } from "zod";
import { compact, idOf, numberOf, type Json } from "../json";

/** Whom Better Stack tells of an incident, the same for monitors and heartbeats. */
export const notifiedShape = {
  /** Whether on-call is telephoned. Default false. */
  call: z.boolean().default(false),
  /** Whether on-call gets an SMS. Default false. */
  sms: z.boolean().default(false),
  /** Whether on-call gets a mail. Default true. */
  email: z.boolean().default(true),
  /** Whether on-call gets a push message. Default true. */
  push: z.boolean().default(true),
  /** Seconds until the whole team is told; never when left out. */
  teamWaitSeconds: z.int().min(0).optional(),
  /** Id of the escalation policy; the team's own when left out. */
  policyId: z.string().optional(),
  /** Whether it rests. Default false. */
  paused: z.boolean().default(false),
};

type Notified = z.output<z.ZodObject<typeof notifiedShape>>;

/** The part of a body that says whom is told. */
export const notified = ({ call, sms, email, push, teamWaitSeconds, policyId, paused }: Notified): Json =>
  compact({ call, sms, email, push, team_wait: teamWaitSeconds, policy_id: policyId, paused });

const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);

/** The inputs that an answer shows. */
export const notifiedInputs = (remote: Json): { readonly [K in keyof Notified]?: Notified[K] | null | undefined } => ({
  call: flag(remote["call"]),
  sms: flag(remote["sms"]),
  email: flag(remote["email"]),
  push: flag(remote["push"]),
  teamWaitSeconds: remote["team_wait"] === null ? null : numberOf(remote["team_wait"]),
  policyId: remote["policy_id"] === null ? null : idOf(remote["policy_id"]),
  paused: flag(remote["paused"]),
});
