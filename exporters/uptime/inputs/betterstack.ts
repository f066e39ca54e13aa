import { z } from "zod";

/** Types of monitors at Better Stack. */
export const monitorTypes = ["status", "expected_status_code", "keyword", "keyword_absence", "ping", "tcp"] as const;
/** HTTP methods that a monitor supports. */
export const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH"] as const;
/** Regions from which Better Stack checks. */
export const monitorRegions = ["us", "eu", "as", "au"] as const;
/** Supported numbers of days before a certificate's expiry at which to notify. */
export const expirationDays = [1, 2, 3, 7, 14, 30, 60] as const;

/** Settings that monitors and heartbeats have in common: notifications and pausing. */
export const notifiedInputs = {
  /** Whether on-call gets a phone call. Default: false. */
  call: z.boolean().default(false),
  /** Whether on-call gets an SMS. Default: false. */
  sms: z.boolean().default(false),
  /** Whether on-call gets an email. Default: true. */
  email: z.boolean().default(true),
  /** Whether on-call gets a push notification. Default: true. */
  push: z.boolean().default(true),
  /** Seconds before Better Stack notifies the whole team. Default: never. */
  teamWaitSeconds: z.int().min(0).optional(),
  /**
   * ID of the escalation policy. Default: none. Without a policy, Better Stack notifies the team's on-call person by call, SMS, email or
   * push, as set above.
   */
  policyId: z.string().optional(),
  /** Whether the monitor or heartbeat is paused. Default: false. */
  paused: z.boolean().default(false),
};

/** Inputs of the Pulumi resource `betterstack:Monitor`. */
export const monitorInputs = {
  ...notifiedInputs,
  /** Name of the monitor, unique within the team. Phone calls read it out. */
  name: z.string().min(1),
  /**
   * Type of monitor. `status` expects a 2xx status, `expected_status_code` one of the given statuses, and `keyword` a word in the body.
   * `keyword_absence` expects that the word is missing. `ping` checks a host and `tcp` a port. Default: `status`.
   */
  type: z.enum(monitorTypes).default("status"),
  /** URL or host to check. */
  url: z.string().min(1),
  /** Port. Only for `tcp`. */
  port: z.int().min(1).max(65_535).optional(),
  /** Word that the body must or must not contain. Only for `keyword` and `keyword_absence`. */
  keyword: z.string().min(1).optional(),
  /** Statuses that mean up. Only for `expected_status_code`. */
  expectedStatusCodes: z.array(z.int().min(100).max(599)).optional(),
  /** Interval between two checks in seconds. Default: 180, the free plan's minimum. */
  intervalSeconds: z.int().min(30).max(86_400).default(180),
  /** Timeout of a check in seconds. Default: 15. For `ping` and `tcp`, a longer timeout than 5 seconds means 5 seconds. */
  timeoutSeconds: z.literal([2, 3, 5, 10, 15, 30, 45, 60], { error: "allowed: 2, 3, 5, 10, 15, 30, 45, 60 seconds" }).default(15),
  /** Seconds of failure before Better Stack opens an incident. Default: 0 (immediately). */
  confirmationSeconds: z.int().min(0).default(0),
  /** Seconds of success before Better Stack resolves the incident. Default: 180. */
  recoverySeconds: z.int().min(0).default(180),
  /** HTTP method of the request. Default: `GET`. */
  httpMethod: z.enum(httpMethods).default("GET"),
  /** Body of the request. Default: none. */
  requestBody: z.string().optional(),
  /** Request headers by name. A value may be a Pulumi secret. Default: none. */
  headers: z.record(z.string(), z.string()).default({}),
  /**
   * Whether the monitor follows redirects. Default: false, because a redirect to a login page does not show that the service is healthy.
   */
  followRedirects: z.boolean().default(false),
  /** Whether the certificate must be valid. Default: true. */
  verifySsl: z.boolean().default(true),
  /** Days before the certificate expires at which Better Stack notifies: 1, 2, 3, 7, 14, 30 or 60. Default: never. */
  sslExpirationDays: z.literal(expirationDays).optional(),
  /** Regions from which Better Stack checks. Default: all regions. */
  regions: z
    .array(z.enum(monitorRegions))
    .min(1)
    .default([...monitorRegions]),
};
export type MonitorInputs = z.input<z.ZodObject<typeof monitorInputs>>;

/** Inputs of the Pulumi resource `betterstack:Heartbeat`. */
export const heartbeatInputs = {
  ...notifiedInputs,
  /** Name of the heartbeat, unique within the team. */
  name: z.string().min(1),
  /** Expected time between two heartbeats in seconds. */
  periodSeconds: z.int().min(30),
  /** Maximum delay of a heartbeat in seconds. */
  graceSeconds: z.int().min(0),
};
export type HeartbeatInputs = z.input<z.ZodObject<typeof heartbeatInputs>>;

/** Inputs of the lookup of an escalation policy, which must exist in Better Stack. */
export const policyInputs = {
  /** Name of the policy in Better Stack's UI. */
  name: z.string().min(1),
};
export type PolicyInputs = z.input<z.ZodObject<typeof policyInputs>>;
