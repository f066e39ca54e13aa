import { loopMetrics } from "../../../exporters/instrumentation/loops";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { labels, metric, minutes, promql, seconds, type MetricName } from "../../promql";

const { iterations, items, loop } = loopMetrics;
const series = seriesWith(loop);

/** The time is that of Prometheus' clock. One replica whose loop runs is enough. */
const iterated = series("loop:iteration:timestamp", "timestamp", "Time of the last iteration of the loop in any replica");
export const iterationAge = series("loop:iteration_age_seconds", "duration", "Time since the last iteration of the loop in any replica");
const found = series("loop:item:timestamp", "timestamp", "Time at which the loop last found a new item, in any replica");
/** Only for loops that count items. */
export const itemAge = series("loop:item_age_seconds", "duration", "Time since the loop last found a new item, in any replica");

/** A counter has increased if it had another value this long ago: the longest interval between two evaluations. */
const still = seconds(30);
/** How far back the rule looks for the earlier value of a counter, because scrapes may have failed. After a longer gap, it starts over. */
const seen = minutes(10);
/** How long the rule remembers the time of the last increase while Prometheus is down. After a longer time, it starts over. */
const remember = minutes(10);
/** A sample stays valid for this long if scrapes fail. */
const bridge = minutes(1);

const key = labels(...serviceKey, loop);
/** The label `owner` is left out, because a change of owner is no increase. */
const perProcess = labels(...serviceKey, loop, "job", "instance");

/**
 * Time of the last increase of a counter, in any replica. The counter of a process that restarts is 0, which is no increase. At the first
 * sample ever, the time begins with this sample.
 */
function movedAt(record: MetricName, counter: MetricName): Recording {
  return {
    record,
    expr: promql`
      group by (${key}) (
          max by (${perProcess}) (${counter}) > 0
        unless
          max by (${perProcess}) (${counter}) == max by (${perProcess}) (last_over_time(${counter}[${seen}] offset ${still}))
      ) * time()
        or
      (
          last_over_time(${record}[${remember}])
        and on (${key})
          present_over_time(${counter}[${bridge}])
      )
        or
      group by (${key}) (${counter}) * time()`,
  };
}

/** Recording rules for loops. */
export const loopRecordings = (): Recording[] => [
  movedAt(iterated.name, metric(iterations)),
  { record: iterationAge.name, expr: promql`time() - ${iterated.name}` },
  movedAt(found.name, metric(items)),
  { record: itemAge.name, expr: promql`time() - ${found.name}` },
];
