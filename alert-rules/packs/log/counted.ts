import { programs } from "../../../exporters/programs";
import { derivedJob } from "../../../exporters/scrape/targets";
import {
  is,
  labels,
  matches,
  metric,
  minutes,
  promql,
  scalar,
  seconds,
  select,
  type Duration,
  type MetricName,
  type Promql,
} from "../../promql";

/** `up` of the gateways' targets with the counters of log records. The span metrics have another port. */
const up = select(metric("up"), { job: is(derivedJob), instance: matches(`.+:${programs.otelcol.ports["log-counters"].number}`) });
const environment = labels("environment");

/** A successful scrape counts for this long if the next scrapes fail. */
const bridge = minutes(1);

/** Recorded series: 1 for each environment with a gateway that responded to a scrape in the last minute, else 0. */
export const gatewayUp = metric("environment:log_gateway_up:max1m");
export const gatewayUpExpression = promql`max by (${environment}) (max_over_time(${up}[${bridge}]))`;

/** Part of the window, 0..1, in which a gateway must have responded. A restart takes less than a minute. */
const mostlyUp = 0.8;

/**
 * A clause that keeps only services of environments in which a gateway responded for at least `mostlyUp` of the window. The environment
 * must also have had a gateway among its targets when the window began. If one of several gateways is down, senders reach another gateway,
 * so their records must still arrive.
 */
export const whileGatewayUp = (window: Duration): Promql => promql`
  and on (${environment})
    avg_over_time(${gatewayUp}[${window}]) >= ${scalar(mostlyUp)}
  and on (${environment})
    ${gatewayUp} offset ${window}`;

/** How far back the rules look for the last value of a counter before the window. */
const known = minutes(60);
/** A gap in the samples that is longer than this is an outage of the gateway, not a restart. */
const gap = minutes(2);
/**
 * Seconds by which `counted` widens a window: half of the longest scrape interval. A range selector excludes a sample at exactly its start,
 * and the wider selector includes it.
 */
const half = 15;

/**
 * The number of records that a counter of the gateway counted in a window, for each raw series. `increase` alone would miss the first
 * record of a new series, because its counter starts at 1. It would also extrapolate to the ends of the window, so that 19 records could
 * count as 20.
 *
 * The parts are, in this order:
 *
 * 1. The total of a new series: it had no sample in the hour before the window, although a gateway was up within the preceding window.
 * 2. The total after an outage of the gateway, if the total is lower than before: all of it has been counted since the gateway started.
 * 3. `increase` if the gateway has restarted within the window.
 * 4. The difference between the latest and the lowest value in the window.
 *
 * If the gateway is gone, the number decreases to 0 as its samples leave the window. Meanwhile, a new gateway counts in new series.
 */
export function counted(counter: MetricName, window: Duration): Promql {
  const wide = seconds(window.seconds + half);
  const now = promql`last_over_time(${counter}[${wide}])`;
  const before = promql`last_over_time(${counter}[${known}] offset ${window})`;
  return promql`
      (
        ${now}
          unless
        ${before}
          and on (${environment})
        max_over_time(${up}[${window}] offset ${window}) == 1
      )
        or
      (${now} < ${before} unless last_over_time(${counter}[${gap}] offset ${window}))
        or
      (increase(${counter}[${window}]) and resets(${counter}[${window}]) > 0)
        or
      (${now} - min_over_time(${counter}[${wide}]))`;
}
