import type { OutsideVendor } from "./environment-vendors";

/** Limits of one pricing plan of an external monitor. Times are in seconds. */
export interface OutsidePlan {
  /** Shortest check interval. */
  readonly floor: number;
  /** Maximum number of monitors per account, including heartbeats. Undefined if more can be bought. */
  readonly monitors: number | undefined;
  /** Maximum number of status pages per account. Undefined if more can be bought. */
  readonly statusPages: number | undefined;
  readonly heartbeats: boolean;
  /** Whether the vendor can wait for a second failure before it notifies. */
  readonly threshold: boolean;
}

/** Limits of an external monitor, and the price of its paid plan in the month `asOf`. Check the vendor's website for current prices. */
export interface OutsideLimits {
  readonly title: string;
  readonly asOf: string;
  /** Supported check intervals in seconds. Undefined if every interval from `floor` up is supported. */
  readonly intervals?: readonly number[];
  /** Supported timeouts in seconds: a list, or the maximum. */
  readonly timeouts: { readonly only: readonly number[] } | { readonly most: number };
  /** Maximum number of expected values in a JSON body, per check. Undefined if the vendor compares none. */
  readonly jsonValues?: number;
  /** Maximum number of days before a certificate's expiry at which the vendor can notify. */
  readonly certificateDays: number;
  readonly plans: Readonly<Record<"free" | "paid", OutsidePlan>>;
  /** Completes the sentence "the paid plan costs ...". */
  readonly price: string;
}

export const outsideLimits: Readonly<Record<OutsideVendor, OutsideLimits>> = {
  uptimerobot: {
    title: "UptimeRobot",
    asOf: "2026-09",
    timeouts: { most: 60 },
    jsonValues: 5,
    certificateDays: 365,
    plans: {
      free: { floor: 300, monitors: 50, statusPages: 1, heartbeats: false, threshold: false },
      paid: { floor: 60, monitors: undefined, statusPages: undefined, heartbeats: true, threshold: true },
    },
    price: "from about $9 per month",
  },
  betterstack: {
    title: "Better Stack",
    asOf: "2026-09",
    intervals: [30, 45, 60, 120, 180, 300, 600, 900, 1800],
    timeouts: { only: [2, 3, 5, 10, 15, 30, 45, 60] },
    certificateDays: 60,
    plans: {
      free: { floor: 180, monitors: 10, statusPages: 1, heartbeats: true, threshold: true },
      paid: { floor: 30, monitors: undefined, statusPages: undefined, heartbeats: true, threshold: true },
    },
    price: "$29 per month for each person on call, plus additional monitors",
  },
};

/** A kind of monitor at Sentry. */
export interface SentryMonitorPlan {
  readonly what: string;
  /** Number of monitors that every pricing plan includes, for the whole organisation. */
  readonly included: number;
  /** Price in dollars per month for each additional monitor, if the plan allows additional monitors. */
  readonly price: number;
}

/** Sentry's kinds of monitors, with prices as published on 2026-09-20. The pricing plan `developer` allows no additional monitors. */
export const sentryMonitors: Readonly<Record<"uptime" | "cron", SentryMonitorPlan>> = {
  uptime: { what: "uptime monitor", included: 1, price: 1 },
  cron: { what: "cron monitor", included: 1, price: 0.78 },
};

/** Check intervals that Sentry's uptime monitors support, in seconds. */
export const sentryIntervals: readonly number[] = [60, 300, 600, 1200, 1800, 3600];
/** Maximum length of a Sentry project slug. */
export const sentrySlugMax = 50;
