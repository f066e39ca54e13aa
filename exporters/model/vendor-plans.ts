import type { OutsideVendor } from "./environment-vendors";

/** What a plan of an outside monitor allows. Times in seconds. */
export interface OutsidePlan {
  /** Shortest time between two checks. */
  readonly floor: number;
  /** Most monitors of one account, heartbeats included; undefined where it is a matter of the price. */
  readonly monitors: number | undefined;
  /** Most status pages of one account. */
  readonly statusPages: number | undefined;
  readonly heartbeats: boolean;
  /** Whether the first message can wait for a second failure. */
  readonly threshold: boolean;
}

/** An outside monitor's limits, with what the next plan costs. Prices change: they are as people published them on `asOf`, and the vendor's own page counts. */
export interface OutsideLimits {
  readonly title: string;
  readonly asOf: string;
  /** The only times between two checks that it knows; any above the floor where undefined. */
  readonly intervals?: readonly number[];
  /** The only timeouts it knows, or the longest. */
  readonly timeouts: { readonly only: readonly number[] } | { readonly most: number };
  readonly plans: Readonly<Record<"free" | "paid", OutsidePlan>>;
  /** Completes "the paid plan costs ...". */
  readonly price: string;
}

/** Limits of the outside monitors. */
export const outsideLimits: Readonly<Record<OutsideVendor, OutsideLimits>> = {
  uptimerobot: {
    title: "UptimeRobot",
    asOf: "2026-09",
    timeouts: { most: 60 },
    plans: {
      free: { floor: 300, monitors: 50, statusPages: 1, heartbeats: false, threshold: false },
      paid: { floor: 60, monitors: undefined, statusPages: undefined, heartbeats: true, threshold: true },
    },
    price: "from about $9 a month",
  },
  betterstack: {
    title: "Better Stack",
    asOf: "2026-09",
    intervals: [30, 45, 60, 120, 180, 300, 600, 900, 1800],
    timeouts: { only: [2, 3, 5, 10, 15, 30, 45, 60] },
    plans: {
      free: { floor: 180, monitors: 10, statusPages: 1, heartbeats: true, threshold: true },
      paid: { floor: 30, monitors: undefined, statusPages: undefined, heartbeats: true, threshold: true },
    },
    price: "$29 a month for each person on call, and further monitors beside",
  },
};

/** A kind of monitor at Sentry. */
export interface SentryMonitorPlan {
  readonly what: string;
  /** How many every plan includes, for the whole organisation. */
  readonly included: number;
  /** Dollars a month for each further one, where the plan sells them. */
  readonly price: number;
}

/** Sentry's monitors; the developer plan sells none beyond those included. As published on 2026-09-20. */
export const sentryMonitors: Readonly<Record<"uptime" | "cron", SentryMonitorPlan>> = {
  uptime: { what: "uptime monitor", included: 1, price: 1 },
  cron: { what: "cron monitor", included: 1, price: 0.78 },
};

/** Seconds between two checks that Sentry's uptime monitors know. */
export const sentryIntervals: readonly number[] = [60, 300, 600, 1200, 1800, 3600];
/** Longest slug of a project at Sentry. */
export const sentrySlugMax = 50;
