import { seriesWith, serviceKey, type Recording } from "../../model";
import { hours, labels, matches, metric, minutes, promql, Promql, scalar, seconds, select } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { httpRequests } from "../http/series";
import { jobsCompletedTotal } from "../queue/series";
import { counted, gatewayUp, gatewayUpExpression } from "./counted";

const by = labels(...serviceKey);
const series = seriesWith();

/** Counter of the gateway: log records by service and level, without those from browsers. */
export const recordsTotal = metric("log_records_total");

/** Window over which alerts count errors. */
export const errorWindow = minutes(5);
/** The records of a service are missing if none has arrived for this long. */
export const silence = minutes(10);

/** Log records of a service in 5 minutes, by level. */
export const levelRecords = series("service_level:log_records:count5m", "count", "Log records over 5 minutes by level", ["level"]);
/** A service's log records with level error or fatal in 5 minutes. 0 if the service writes only other records. */
export const logErrors = series("service:log_errors:count5m", "count", "Log records with level error or fatal over 5 minutes");
/**
 * The usual number of error records: the highest of three numbers. These are the 90th percentile of the last day, the highest number around
 * this time yesterday, and the highest number around this time a week ago. Missing until the service has sent logs for about 75 minutes: an
 * hour, and the 15 minutes that are not compared.
 */
export const usualErrors = series("service:log_errors_usual:count5m", "count", "Usual number of error records over 5 minutes");
/** Log records of a service in 10 minutes. */
export const logRecords = series("service:log_records:count10m", "count", "Log records over 10 minutes");
/** Requests that a service serves, or jobs that succeed, per second. */
export const activity = series("service:activity:rate5m", "rate", "Requests or successful jobs per second");

const day = 86_400;
/** Resolution with which the rules look at the past. It equals the window of the counts, so that each record counts once. */
const resolution = errorWindow;
/** The usual number of errors is at least this quantile, 0..1, of the counts of the past day. */
const usualShare = 0.9;
/** Counts this recent do not affect the usual number, so that a spike is not compared with its own beginning. */
const recent = minutes(15);
/** Minimum number of past counts for the usual number: the counts of an hour. */
const leastPast = 3600 / resolution.seconds;

/** The highest number of errors in the hour around the same time, this many days ago. */
const sameTime = (days: number): Promql =>
  promql`max_over_time(${logErrors.name}[${hours(1)}:${resolution}] offset ${seconds(days * day - 1800)})`;

/** Gives the results of an expression a label, so that `or` keeps them beside those of other expressions. */
const named = (name: string, of: Promql): Promql =>
  promql`label_replace(${of}, "past", ${new Promql(JSON.stringify(name))}, "service", ".*")`;

const pastDay = promql`${logErrors.name}[${seconds(day)}:${resolution}] offset ${recent}`;

const usual = promql`
  max by (${by}) (
      ${named("day", promql`quantile_over_time(${scalar(usualShare)}, ${pastDay})`)}
    or
      ${named("yesterday", sameTime(1))}
    or
      ${named("week", sameTime(7))}
  )
  and
    count_over_time(${pastDay}) >= ${scalar(leastPast)}`;

const errorsOf = select(levelRecords.name, { level: matches("error|fatal") });

function activityOf({ kinds }: Pick<RuleFacts, "kinds">): Recording[] {
  return [
    ...(kinds.has("http") ? [{ record: activity.name, expr: promql`${httpRequests.name}` }] : []),
    ...(kinds.has("worker")
      ? [{ record: activity.name, expr: promql`sum by (${by}) (rate(${jobsCompletedTotal.name}[${errorWindow}]))` }]
      : []),
  ];
}

/** Recording rules for the log records that the gateway has counted. */
export const logRecordings = (facts: Pick<RuleFacts, "kinds">): Recording[] => [
  { record: gatewayUp, expr: gatewayUpExpression },
  {
    record: levelRecords.name,
    expr: promql`
      sum by (${labels(...serviceKey, "level")}) (${counted(recordsTotal, errorWindow)}
      )`,
  },
  {
    record: logErrors.name,
    expr: promql`
      sum by (${by}) (${errorsOf})
        or
      sum by (${by}) (${levelRecords.name}) * 0`,
  },
  { record: usualErrors.name, expr: usual },
  {
    record: logRecords.name,
    expr: promql`
      sum by (${by}) (${counted(recordsTotal, silence)}
      )`,
  },
  ...activityOf(facts),
];
