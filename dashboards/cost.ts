import { growth } from "../alert-rules/packs/cost/alerts";
import { logBytesRate, pushedSampleRate, scrapedSeriesSum, spanRate, volumeOver } from "../alert-rules/packs/cost/series";
import type { Alert, Series } from "../alert-rules/model";
import { hours, is, labels, minutes, promql, scalar, type Promql } from "../alert-rules/promql";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, query } from "./lines";
import type { Dashboard, Section, TablePanel, TimeseriesPanel, Unit } from "./model";
import { of, systemsScope, systemsVariables } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { fixedLines } from "./threshold-lines";
import { titles } from "./titles";

/** Maximum number of series that one query of a graph (lines) or of the table (rows) returns. */
const mostLines = 10;
const mostRows = 200;
const service = labels("system", "service");
const legend = "{{system}}/{{service}}";
const day = hours(24);
const grid = minutes(5);

/** Selects the alerts about services whose volume of telemetry has grown. */
const grown = { ...systemsScope, symptom: is("cost") };

/** Each service's telemetry of the last 24 hours, computed from its rate at every fifth minute. Times without data count as 0. */
const perDay = (rate: Series): Promql =>
  promql`sum by (${service}) (sum_over_time(${of(rate, systemsScope)}[${day}:${grid}])) * ${scalar(grid.seconds)}`;
/** The largest number of a service's series within a day. */
const seriesOfDay = promql`sum by (${service}) (max_over_time(${of(scrapedSeriesSum, systemsScope)}[${day}:${grid}]))`;

const table: TablePanel = {
  type: "table",
  id: "cost/day:110",
  title: "Last 24 hours",
  description: `Log bytes, spans and samples of metrics that each service has pushed in the last 24 hours, before sampling, and its largest number of series from scrapes. The ${mostRows} services with the most of each are listed.`,
  empty: "No service has pushed anything, and Prometheus scrapes nothing.",
  unit: "none",
  width: 24,
  height: 12,
  queries: [
    query(promql`topk(${scalar(mostRows)}, ${perDay(logBytesRate)})`, "Log bytes"),
    query(promql`topk(${scalar(mostRows)}, ${perDay(spanRate)})`, "Spans"),
    query(promql`topk(${scalar(mostRows)}, ${seriesOfDay})`, "Series"),
    query(promql`topk(${scalar(mostRows)}, ${perDay(pushedSampleRate)})`, "Pushed samples"),
  ],
  columns: [
    { from: "system", title: "System" },
    { from: "service", title: "Service" },
    { from: 0, title: "Log bytes", unit: "bytes" },
    { from: 1, title: "Spans", unit: "short" },
    { from: 2, title: "Series", unit: "short" },
    { from: 3, title: "Pushed samples", unit: "short" },
  ],
  sortBy: { title: "Log bytes", desc: true },
};

const lines = (
  panel: Pick<TimeseriesPanel, "id" | "title" | "description" | "empty"> & { readonly unit: Unit; readonly shown: Promql },
): TimeseriesPanel => {
  const { shown, ...rest } = panel;
  return graph({ ...rest, legend: "right", queries: [query(promql`topk(${scalar(mostLines)}, ${shown})`, legend)] });
};
const now = (series: Series): Promql => promql`sum by (${service}) (${of(series, systemsScope)})`;

const volumes = (alerts: readonly Alert[]): Section => ({
  title: "Volume",
  panels: [
    lines({
      id: "cost/logs:111",
      title: "Log bytes per second",
      description: `Bytes of log lines per second, for the ${mostLines} services that send the most.`,
      empty: "No service sends logs.",
      unit: "bytes",
      shown: now(logBytesRate),
    }),
    lines({
      id: "cost/spans:112",
      title: "Spans per second",
      description: `Spans per second before sampling, for the ${mostLines} services that send the most.`,
      empty: "No service sends spans.",
      unit: "cps",
      shown: now(spanRate),
    }),
    lines({
      id: "cost/series:113",
      title: "Series",
      description: `Series that Prometheus stores from scrapes, for the ${mostLines} services with the most. The next panel shows the metrics that services push.`,
      empty: "Prometheus scrapes nothing.",
      unit: "short",
      shown: now(scrapedSeriesSum),
    }),
    lines({
      id: "cost/samples:114",
      title: "Pushed samples per second",
      description: `Samples of metrics per second that services push through the gateway, for the ${mostLines} services that push the most. A histogram has a sample for each bucket, and for its count and sum. The number of series is this rate times the seconds between two pushes.`,
      empty: "No service pushes metrics through the gateway.",
      unit: "cps",
      shown: now(pushedSampleRate),
    }),
    graph({
      id: "cost/growth",
      width: 24,
      title: "Growth",
      description: `Volume over the last hour, divided by the largest hour of the day that ended 24 hours ago, for the ${mostLines} services that have grown most. The alert compares with a whole week, and does not fire for small volumes.`,
      empty: "No service has sent telemetry for a day.",
      unit: "short",
      legend: "right",
      queries: [
        query(
          promql`topk(${scalar(mostLines)}, ${of(volumeOver, systemsScope)} / clamp_min(max_over_time(${of(volumeOver, systemsScope)}[${day}:${hours(1)}] offset ${day}), ${scalar(1)}))`,
          `${legend} {{signal}}`,
        ),
        ...fixedLines(alerts, "cost/growth", volumeOver.name, systemsScope, { legend: `alert above ${growth} times` }),
      ],
    }),
  ],
});

/** Dashboard for the volume of telemetry, on which the cost of stores and vendors depends. */
export const cost = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "cost",
  title: titles.cost,
  description: "Log bytes, spans, series and pushed samples of each service, and how they have grown.",
  tags: ["cost"],
  variables: systemsVariables(scrapedSeriesSum.name),
  alerts: firing(grown),
  sections: [
    { title: "Now", panels: [firingTable("cost/alerts:101", grown, { width: 24, height: 6, systems: true }), table] },
    volumes(alerts),
  ],
});
