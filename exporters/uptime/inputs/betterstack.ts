import { z } from "zod";

/** Kinds of monitors. */
export const monitorTypes = ["status", "expected_status_code", "keyword", "keyword_absence", "ping", "tcp"] as const;
/** Methods of a request. */
export const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH"] as const;
/** Where checks are made from. */
export const monitorRegions = ["us", "eu", "as", "au"] as const;
/** Days before a certificate expires that can be chosen. */
export const expirationDays = [1, 2, 3, 7, 14, 30, 60] as const;

/** Whom Better Stack notifies of an incident, the same for monitors and heartbeats. */
export const notifiedInputs = {
  /** Whether on-call is telephoned. Default false. */
  call: z.boolean().default(false),
  /** Whether on-call gets an SMS. Default false. */
  sms: z.boolean().default(false),
  /** Whether on-call gets a mail. Default true. */
  email: z.boolean().default(true),
  /** Whether on-call gets a push message. Default true. */
  push: z.boolean().default(true),
  /** Seconds until the whole team is notified; never when left out. */
  teamWaitSeconds: z.int().min(0).optional(),
  /** Id of the escalation policy; the team's own when left out. */
  policyId: z.string().optional(),
  /** Whether it rests. Default false. */
  paused: z.boolean().default(false),
};

/** Inputs of a monitor. */
export const monitorInputs = {
  ...notifiedInputs,
  /** Name of the monitor, also read out on the telephone; one monitor of the team for each name. */
  name: z.string().min(1),
  /** What is watched: 2xx (`status`, default), given statuses, a word in the body (or its absence), a host, a port. */
  type: z.enum(monitorTypes).default("status"),
  /** Address or host. */
  url: z.string().min(1),
  /** Port, for `tcp` only. */
  port: z.int().min(1).max(65_535).optional(),
  /** Word, for `keyword` and `keyword_absence` only. */
  keyword: z.string().min(1).optional(),
  /** Statuses, for `expected_status_code` only. */
  expectedStatusCodes: z.array(z.int().min(100).max(599)).optional(),
  /** Seconds between two checks; 180 (the free plan's least) by default. */
  intervalSeconds: z.int().min(30).max(86_400).default(180),
  /** Seconds until a check counts as failed; 15 by default. */
  timeoutSeconds: z.literal([2, 3, 5, 10, 15, 30, 45, 60], { error: "allowed: 2, 3, 5, 10, 15, 30, 45, 60 seconds" }).default(15),
  /** Seconds of failure until there is an incident; 0 (at once) by default. */
  confirmationSeconds: z.int().min(0).default(0),
  /** Seconds of success until it is resolved; 180 by default. */
  recoverySeconds: z.int().min(0).default(180),
  /** Default `GET`. */
  httpMethod: z.enum(httpMethods).default("GET"),
  /** Body of the request; none by default. */
  requestBody: z.string().optional(),
  /** Headers by name; none by default. A value may be a Pulumi secret. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Whether redirects are followed. Default false: a redirect to a login is no healthy service. */
  followRedirects: z.boolean().default(false),
  /** Whether the certificate must be right. Default true. */
  verifySsl: z.boolean().default(true),
  /** Days before the certificate expires on which it notifies: 1, 2, 3, 7, 14, 30 or 60; never when left out. */
  sslExpirationDays: z.literal(expirationDays).optional(),
  /** Where it is checked from; all regions by default. */
  regions: z
    .array(z.enum(monitorRegions))
    .min(1)
    .default([...monitorRegions]),
};
export type MonitorInputs = z.input<z.ZodObject<typeof monitorInputs>>;

/** Inputs of a heartbeat. */
export const heartbeatInputs = {
  ...notifiedInputs,
  /** Name of the heartbeat; one heartbeat of the team for each name. */
  name: z.string().min(1),
  /** Seconds within which one must come. */
  periodSeconds: z.int().min(30),
  /** Seconds it may be late. */
  graceSeconds: z.int().min(0),
};
export type HeartbeatInputs = z.input<z.ZodObject<typeof heartbeatInputs>>;

/** What names an escalation policy that was made in Better Stack's pages. */
export const policyInputs = {
  /** Its name in Better Stack's pages. */
  name: z.string().min(1),
};
export type PolicyInputs = z.input<z.ZodObject<typeof policyInputs>>;
