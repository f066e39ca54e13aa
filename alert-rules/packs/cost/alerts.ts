import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { hours, minutes, promql, scalar, seconds } from "../../promql";
import { label, text, value } from "../../template";
import { growthProofs } from "./proofs";
import { signalLabel, volumeOver } from "./series";

const { name } = volumeOver;
/**
 * Hourly values of the week that ended a day ago. After a lasting increase, the alert resolves a day later: this week then contains the
 * increase.
 */
const past = promql`${name}[${hours(7 * 24)}:${hours(1)}] offset ${hours(24)}`;

/** A service's telemetry may become at most this many times as large as in the past. */
export const growth = 10;
/**
 * A service is known if its volume was recorded between 27 and 26 hours ago, at least two hours before the end of `past`. A newer service
 * is not compared, because `past` contains too little of its volume.
 */
const known = promql`present_over_time(${name}[${hours(1)}] offset ${hours(26)})`;

/** Alert for a service whose volume of logs, spans, scraped series or pushed samples has grown more than tenfold. */
export const telemetryGrown = (): Alert => ({
  name: "TelemetryGrown",
  symptom: "cost",
  severity: "warning",
  condition: fixed(
    {
      name,
      help: "A service's volume of telemetry over an hour, as a multiple of the largest hour of the week that ended a day ago,",
      dimension: "count",
      compared: promql`
        (
          ${name} / clamp_min(max_over_time(${past}), ${scalar(1)})
            and
          ${known}
        )`,
    },
    ">",
    growth,
  ),
  for: minutes(15),
  identity: [...identity, signalLabel],
  noData: {
    is: "harmless",
    because: "a service that sends nothing costs nothing; TargetDown fires for the gateway if its metrics are missing",
  },
  summary: text`${label("system")}/${label("service")}: sends ${value("count")} times as many ${label(signalLabel)} as in any hour of the week before`,
  impact: "The stores fill up sooner than planned, and vendors that bill by volume cost more. Users are not affected.",
  firstSteps: [
    "Check what was deployed when the growth started. Frequent causes are the log level `debug`, a span for each item of a loop, and a label with many values.",
    {
      step: "If log bytes have grown, find the level of most lines.",
      command: { query: "sum by (level) (rate(log_records_total{$service}[5m]))" },
    },
    {
      step: "If spans have grown, find the name of most spans.",
      command: { query: "topk(5, sum by (span_name) (rate(traces_spanmetrics_calls_total{$service}[5m])))" },
    },
    "If series or pushed samples have grown, find the metric with the most series on the TSDB status page of Prometheus.",
    "If the growth is expected, check that the volumes of the stores are large enough. The alert resolves within a day.",
  ],
  firstCommand: { query: "service:telemetry_volume:avg1h{$service}" },
  panel: "cost/growth",
  proofs: () => growthProofs({ name: "TelemetryGrown", wait: seconds(900), growth }),
});
