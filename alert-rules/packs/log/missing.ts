import { fixed } from "../../condition";
import { identity, serviceKey, type Alert, type Recording, type Series } from "../../model";
import { hours, labels, metric, minutes, promql, scalar, seconds } from "../../promql";
import { label, text } from "../../template";
import { whileGatewayUp } from "./counted";
import { missingProofs } from "./missing-proofs";
import { activity, logRecords, silence } from "./series";

const by = labels(...serviceKey);

/** 1 while a service that works and usually logs has logged nothing, 0 while its records arrive. Otherwise there is no sample. */
export const recordsMissing: Series = {
  name: metric("service:log_records_missing:info"),
  extra: [],
  dimension: "count",
  help: "1 if a service that works logs nothing, although it usually does",
};

/** Minimum number of records in a 10-minute window of a service that always logs. */
const leastRecords = 10;
/** A service always logs if it wrote at least `leastRecords` records in every 10-minute window within this time. */
const always = hours(1);
/** Every one of these windows ended at least this long ago: 10 minutes without records, plus the alert's `for` of 5 minutes. */
const before = minutes(15);
/** The service's activity must be above this share, 0..1, of its activity in the busiest window. A less active service may log nothing. */
const stillWorks = 0.5;
/**
 * How long the rule remembers that records are missing while the gateway does not respond or the service does nothing. After this time
 * without a record, the rule no longer counts the records as missing, because the service probably logs nothing on purpose.
 */
const remembered = hours(24);
const wait = 300;

const windows = (of: Series) => promql`${of.name}[${always}:${silence}] offset ${before}`;

/**
 * Recording rule for missing records. If a service that has always logged stops logging, its records count as missing until one arrives,
 * for at most `remembered`. The rule reads its own previous result, because the windows of the past soon contain the time without records.
 */
export const missingRecordings = (): Recording[] => [
  {
    record: recordsMissing.name,
    expr: promql`
      (
          clamp_max(min_over_time(${windows(logRecords)}) >= ${scalar(leastRecords)}, 1)
            and on (${by})
              count_over_time(${windows(logRecords)}) >= ${scalar(always.seconds / silence.seconds)}
            and on (${by})
              ${activity.name} > on (${by}) ${scalar(stillWorks)} * max_over_time(${windows(activity)})
        or
          last_over_time(${recordsMissing.name}[${remembered}]) == 1
      )
      unless on (${by})
        ${logRecords.name} > 0
      and on (${by})
        ${activity.name} > 0
      and on (${by})
        max_over_time(${logRecords.name}[${remembered}:${silence}]) > 0
      ${whileGatewayUp(silence)}
        or
      (${logRecords.name} > 0) * 0`,
  },
];

/** Alert for a service that works, but whose log records no longer arrive. */
export const logRecordsMissing = (): Alert => ({
  name: "LogRecordsMissing",
  symptom: "log-records",
  severity: "warning",
  condition: fixed(recordsMissing, "==", 1, {
    when: `the service serves requests or completes jobs, but no record has arrived for ${silence.text}, although at least ${leastRecords} arrived in every ${silence.text} of the hour before`,
  }),
  for: seconds(wait),
  identity,
  noData: { is: "fires" },
  summary: text`${label("system")}/${label("service")}: no log records for 15 minutes, although the service works`,
  impact: "Alerts from the service's logs cannot fire. In an incident, the lines that explain it are missing.",
  firstSteps: [
    {
      step: "Check whether the gateway refuses the service's records, for example because of a wrong token.",
      command: { query: 'increase(http_server_request_duration_count{http_response_status_code=~"4.."}[15m])' },
    },
    "Check whether the service still writes log lines to its output. A changed log level, or a log library that was configured after the SDK, stops them.",
    "If the service is meant to log nothing for hours, silence the alert. The alert resolves by itself a day after the last record.",
    "If the service writes lines, check `OTEL_EXPORTER_OTLP_ENDPOINT` and the service's messages about its exporter. If an agent reads the lines, check whether the agent runs on the service's node.",
  ],
  firstCommand: { query: "sum by (level) (service_level:log_records:count5m{$service})" },
  panel: "logs/records",
  proofs: missingProofs,
});
