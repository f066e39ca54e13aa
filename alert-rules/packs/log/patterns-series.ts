import { severities } from "../../../exporters/model/thresholds";
import { patternWindow } from "../../../exporters/model/logs-schema";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { keyOf } from "../../owner";
import { labels, metric, promql, scalar, seconds } from "../../promql";
import type { DeclaredPattern, RuleFacts } from "../../rule-facts";
import { counted } from "./counted";

/** Counter of the gateway: log records that match a pattern of the catalogue. */
export const patternRecordsTotal = metric("log_pattern_records_total");

/** Log records in 5 minutes that match a pattern. */
export const patternRecords = seriesWith("pattern")(
  "service:log_pattern_records:count5m",
  "count",
  "Log records over 5 minutes that match a pattern",
);

/** Recorded series: the number of records at which the alert for a pattern fires, with the severity of the alert. */
export const patternThreshold = metric("threshold:log_pattern_records");
/** Recorded series: the pattern's `for` in seconds. A pattern without `for` has no such series. */
export const patternWait = metric("threshold:log_pattern_records:for_seconds");
/** Recorded series that exists while the alert for a pattern waits, because the pattern has a `for`. */
export const patternWaiting = metric("threshold:log_pattern_records:waiting");

/** Half of the longest evaluation interval, in seconds. Added to a range, because a range excludes a sample at exactly its start. */
const half = 15;

const on = labels(...serviceKey, ...patternRecords.extra);

const labelsOf = ({ service, name }: DeclaredPattern) => ({ ...keyOf(service), pattern: name });

/** The alert waits if the number of records was below the threshold at any time within the pattern's `for`, or unknown when `for` began. */
const waitingFor = (wait: number): Recording => ({
  record: patternWaiting,
  expr: promql`
    (
        min_over_time(${patternRecords.name}[${seconds(wait + half)}]) < on (${on}) group_left () max by (${on}) (${patternThreshold})
      or
        ${patternRecords.name} unless ${patternRecords.name} offset ${seconds(wait)}
    )
      and on (${on})
        ${patternWait} == ${scalar(wait)}`,
});

const waits = (patterns: readonly DeclaredPattern[]): number[] =>
  [...new Set(patterns.map(({ wait }) => wait).filter((wait) => wait > 0))].sort((a, b) => a - b);

/** Recording rules for the records that match patterns, and for what the catalogue declares about the patterns. */
export const patternRecordings = ({ logPatterns }: Pick<RuleFacts, "logPatterns">): Recording[] =>
  logPatterns.length === 0
    ? []
    : [
        {
          record: patternRecords.name,
          expr: promql`
      sum by (${on}) (${counted(patternRecordsTotal, seconds(patternWindow))}
      )`,
        },
        ...logPatterns.map((pattern) => ({
          record: patternThreshold,
          expr: promql`${scalar(pattern.threshold)}`,
          labels: { ...labelsOf(pattern), severity: pattern.severity },
        })),
        ...logPatterns
          .filter(({ wait }) => wait > 0)
          .map((pattern) => ({ record: patternWait, expr: promql`${scalar(pattern.wait)}`, labels: labelsOf(pattern) })),
        ...waits(logPatterns).map(waitingFor),
      ];

/** Severities at which the catalogue declares a pattern, most urgent first. */
export const patternSeverities = ({ logPatterns }: Pick<RuleFacts, "logPatterns">) =>
  severities.filter((severity) => logPatterns.some((pattern) => pattern.severity === severity));
