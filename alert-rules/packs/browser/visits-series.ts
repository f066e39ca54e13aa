import { seriesWith, serviceKey, type Recording } from "../../model";
import { hours, labels, metric, minutes, promql, type MetricName, type Promql } from "../../promql";
import { sustainedRatio } from "../http/sustained";

const series = seriesWith();
const by = labels(...serviceKey);
const window = minutes(5);
const long = hours(1);

/** Names of the counters that the gateway derives from the events of browsers. */
export const visitMetrics = {
  views: metric("browser_page_views_total"),
  failed: metric("browser_page_views_failed_total"),
  errors: metric("browser_errors_total"),
  sessions: metric("browser_sessions_total"),
  active: metric("browser_active_seconds_total"),
} as const;

export const views = series("service:browser_page_views:rate5m", "rate", "Pages that browsers open per second, over 5 minutes");
export const failed = series("service:browser_page_views_failed:rate5m", "rate", "Pages with an error per second, over 5 minutes");
/** Share of page views with at least one error. Missing if browsers open no pages. */
export const failedRatio = series("service:browser_page_views_failed:ratio_rate5m", "ratio", "Share of page views with an error");
/** Sustained share of page views with an error, 0..1, for alerts. It ignores short incidents. */
export const failedRatioSustained = series(
  "service:browser_page_views_failed:ratio_sustained",
  "ratio",
  "Sustained share of page views with an error; 0 when too few had one",
);
export const errors = series("service:browser_errors:rate5m", "rate", "Errors that browsers report per second, over 5 minutes");
export const sessions = series("service:browser_sessions:increase1h", "count", "Sessions that browsers have started in an hour");
/**
 * Seconds for which users are active, per second: the number of users who are active at the same time, on average. A user with two
 * browsers counts twice.
 */
export const activeUsers = series(
  "service:browser_active_users:mean5m",
  "count",
  "Users who are active on a page, on average over 5 minutes",
);
/** Time for which users are active in a session. Missing if no session has started. */
export const sessionDuration = series(
  "service:browser_session_seconds:mean1h",
  "duration",
  "Mean time for which users are active in a session, over an hour",
);

const rate = (counter: MetricName): Promql => promql`sum by (${by}) (rate(${counter}[${window}]))`;
const increase = (counter: MetricName): Promql => promql`sum by (${by}) (increase(${counter}[${long}]))`;

/** Recording rules for page views, errors, sessions and active users in browsers. */
export const visitRecordings = (): Recording[] => [
  { record: views.name, expr: rate(visitMetrics.views) },
  { record: failed.name, expr: rate(visitMetrics.failed) },
  { record: failedRatio.name, expr: promql`${failed.name} / (${views.name} > 0)` },
  ...sustainedRatio({ record: failedRatioSustained, all: views, failed, ratio: failedRatio }),
  { record: errors.name, expr: rate(visitMetrics.errors) },
  { record: sessions.name, expr: increase(visitMetrics.sessions) },
  { record: activeUsers.name, expr: rate(visitMetrics.active) },
  { record: sessionDuration.name, expr: promql`${increase(visitMetrics.active)} / (${sessions.name} > 0)` },
];
