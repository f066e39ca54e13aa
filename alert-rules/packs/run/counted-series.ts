import { runMetrics } from "../../../exporters/instrumentation/runs";
import { keyOf } from "../../owner";
import { serviceKey, type Recording } from "../../model";
import { is, labels, matches, metric, minutes, Promql, promql, select, type Match, type Selector } from "../../promql";
import type { CountedRun } from "../../rule-facts";
import { unlessShared } from "../target/shared";
import { runsEnded, runsFailed, runsFailedByCategory } from "./series";

const window = minutes(15);
const key = labels(...serviceKey);
const target = labels(...serviceKey, "job", "instance");

/** Matcher for a label that has one of the values. */
function oneOf(values: readonly string[]): Match {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) return is(only);
  return matches(values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"));
}

/**
 * Increase of a counter. Many applications create the series of an outcome only with its first run. `increase` does not count this run, so
 * the rule takes the whole value of a new series, if its target was already scraped without the series.
 */
const grown = (counter: Selector): Promql => promql`
  (
      (
          ${counter}
        unless
          last_over_time(${counter}[${window}] offset ${window})
      )
    and
      count_over_time(${counter}[${window}]) < on (${target}) group_left () sum by (${target}) (sum_over_time(${metric("up")}[${window}]))
    or
      increase(${counter}[${window}])
  ) ${unlessShared}`;

function recordings({ service, name, metric: counter, label, success, failure, category }: CountedRun): Recording[] {
  const of = Object.fromEntries(Object.entries(keyOf(service)).map(([at, value]) => [at, is(value)]));
  const increase = (values: readonly string[]): Promql => grown(select(metric(counter), { ...of, [label]: oneOf(values) }));
  const ended = promql`sum by (${key}) (${increase([...success, ...failure])})`;
  const failed = increase(failure);
  const quoted = (text: string): Promql => new Promql(JSON.stringify(text));
  // Rules with static labels are not merged with the rules of other runs.
  const named = (sums: Promql): Promql => promql`label_replace(${sums}, "run", ${quoted(name.replaceAll("$", "$$$$"))}, "service", ".*")`;
  return [
    { record: runsEnded.name, expr: named(ended) },
    { record: runsFailed.name, expr: named(promql`(sum by (${key}) (${failed}) or ${ended} * 0)`) },
    ...(category === undefined
      ? []
      : [
          {
            record: runsFailedByCategory.name,
            expr: named(promql`
              sum by (${labels(...serviceKey, runMetrics.category)}) (label_replace(${failed}, "category", "$1", ${quoted(category)}, "(.*)"))`),
          },
        ]),
  ];
}

/** Recording rules for runs that applications count with their own counters. */
export const countedRunRecordings = (runs: readonly CountedRun[]): Recording[] =>
  [...runs]
    .sort((a, b) =>
      [a.service.system, a.service.service, a.name].join("/") < [b.service.system, b.service.service, b.name].join("/") ? -1 : 1,
    )
    .flatMap(recordings);
