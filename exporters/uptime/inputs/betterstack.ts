import { z } from "zod";

/** Kinds of monitors. */
export const monitorTypes = ["status", "expected_status_code", "keyword", "keyword_absence", "ping", "tcp"] as const;
/** Methods of a request. */
export const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH"] as const;
/** Regions of checks. */
export const monitorRegions = ["us", "eu", "as", "au"] as const;
/** Supported days before a certificate expires. */
export const expirationDays = [1, 2, 3, 7, 14, 30, 60] as const;

/** Notification settings of an incident, the same for monitors and heartbeats. */
export const notifiedInputs = {
  /** Whether on-call gets a phone call. Default: false. */
  call: z.boolean().default(false),
  /** Whether on-call gets an SMS. Default: false. */
  sms: z.boolean().default(false),
  /** Whether on-call gets an email. Default: true. */
  email: z.boolean().default(true),
  /** Whether on-call gets a push notification. Default: true. */
  push: z.boolean().default(true),
  /** Seconds until the whole team is notified. Default: never. */
  teamWaitSeconds: z.int().min(0).optional(),
  /** ID of the escalation policy. Default: the team's. */
  policyId: z.string().optional(),
  /** Whether it is paused. Default: false. */
  paused: z.boolean().default(false),
};

/** Inputs of a monitor. */
export const monitorInputs = {
  ...notifiedInputs,
  /** Name of the monitor, also read out in phone calls; unique within the team. */
  name: z.string().min(1),
  /** What is monitored: a 2xx status (`status`), given statuses, a word in the body (or its absence), a host, a port. Default: `status`. */
  type: z.enum(monitorTypes).default("status"),
  /** URL or host. */
  url: z.string().min(1),
  /** Port, only for `tcp`. */
  port: z.int().min(1).max(65_535).optional(),
  /** Word, only for `keyword` and `keyword_absence`. */
  keyword: z.string().min(1).optional(),
  /** Statuses, only for `expected_status_code`. */
  expectedStatusCodes: z.array(z.int().min(100).max(599)).optional(),
  /** Seconds between two checks. Default: 180 (the free plan's minimum). */
  intervalSeconds: z.int().min(30).max(86_400).default(180),
  /** Timeout of a check in seconds. Default: 15. */
  timeoutSeconds: z.literal([2, 3, 5, 10, 15, 30, 45, 60], { error: "allowed: 2, 3, 5, 10, 15, 30, 45, 60 seconds" }).default(15),
  /** Seconds of failure until there is an incident. Default: 0 (immediately). */
  confirmationSeconds: z.int().min(0).default(0),
  /** Seconds of success until it is resolved. Default: 180. */
  recoverySeconds: z.int().min(0).default(180),
  /** Default: `GET`. */
  httpMethod: z.enum(httpMethods).default("GET"),
  /** Body of the request. Default: none. */
  requestBody: z.string().optional(),
  /** Headers by name. Default: none. A value may be a Pulumi secret. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Whether redirects are followed. Default: false, because a redirect to a login page does not mean that the service is healthy. */
  followRedirects: z.boolean().default(false),
  /** Whether the certificate must be valid. Default: true. */
  verifySsl: z.boolean().default(true),
  /** Days before the certificate expires on which it notifies: 1, 2, 3, 7, 14, 30 or 60. Default: never. */
  sslExpirationDays: z.literal(expirationDays).optional(),
  /** Regions. Default: all. */
  regions: z
    .array(z.enum(monitorRegions))
    .min(1)
    .default([...monitorRegions]),
};
export type MonitorInputs = z.input<z.ZodObject<typeof monitorInputs>>;

/** Inputs of a heartbeat. */
export const heartbeatInputs = {
  ...notifiedInputs,
  /** Name of the heartbeat; unique within the team. */
  name: z.string().min(1),
  /** Seconds within which a heartbeat must arrive. */
  periodSeconds: z.int().min(30),
  /** Seconds that it may be late. */
  graceSeconds: z.int().min(0),
};
export type HeartbeatInputs = z.input<z.ZodObject<typeof heartbeatInputs>>;

/** Look-up of an escalation policy that was created in Better Stack's UI. */
export const policyInputs = {
  /** Its name in Better Stack's UI. */
  name: z.string().min(1),
};
export type PolicyInputs = z.input<z.ZodObject<typeof policyInputs>>;
