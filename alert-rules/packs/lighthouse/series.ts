import { lighthouseMetrics } from "../../../exporters/instrumentation/lighthouse";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { keyOf } from "../../owner";
import { labels, metric, minutes, promql, scalar, type MetricName, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";

const { page, category } = lighthouseMetrics;
const ofPage = seriesWith(page);
const ofScore = seriesWith(page, category);

/** Recorded series: the budget of each score of each page, 0..1, from the catalogue. */
export const budget = ofScore("page:lighthouse_budget:ratio", "ratio", "Budget of a Lighthouse score");
/** The score of the latest result. */
export const score = ofScore("page:lighthouse_score:ratio", "ratio", "Lighthouse score of the latest result");
/** Time of the latest result. Before the first result, the value is the time when the page was added to the catalogue. */
const lastRun = ofPage("page:lighthouse_run:timestamp", "timestamp", "When Lighthouse last measured the page");
export const age = ofPage("page:lighthouse_age_seconds", "duration", "Time since Lighthouse last measured a page");
export const duration = seriesWith(page, lighthouseMetrics.audit)(
  "page:lighthouse_duration_seconds",
  "duration",
  "A duration that Lighthouse measured at the latest result",
);
export const loaded = ofPage("page:lighthouse_loaded_bytes", "bytes", "Bytes that the page loaded at the latest result");

const pageKey = labels(...serviceKey, page);

/** How old a pushed sample may be. The clock of the CI job may be slow, and the gateway delivers late after an outage. */
const recent = minutes(30);
/** How long the rules keep a value while Prometheus is down. After a longer time, they start over. */
const remember = minutes(60 * 24);
const expected = promql`group by (${pageKey}) (${budget.name})`;

/**
 * Keeps the latest pushed value for as long as the page is in the catalogue. `more` are labels in addition to the page's. Right after a
 * change of owner, there are two series, of which the higher value counts.
 */
const kept = (record: MetricName, raw: string, more: readonly string[] = []): Promql => promql`
      max by (${labels(...serviceKey, page, ...more)}) (last_over_time(${metric(raw)}[${recent}]))
        or
      (
          last_over_time(${record}[${remember}])
        and on (${pageKey})
          ${expected}
      )`;

/** Budgets as recording rules, in a stable order. */
export const budgetRecordings = (declared: RuleFacts["lighthouse"]): Recording[] =>
  declared
    .map((each) => ({ ...each, sort: [each.service.system, each.service.service, each.page, each.category].join(" ") }))
    .sort((a, b) => (a.sort < b.sort ? -1 : 1))
    .map(({ service, page: path, category: name, budget: value }) => ({
      record: budget.name,
      expr: promql`${scalar(value)}`,
      labels: { ...keyOf(service), [page]: path, [category]: name },
    }));

/** Recording rules for the results of Lighthouse. */
export const lighthouseRecordings = (): Recording[] => [
  { record: score.name, expr: kept(score.name, lighthouseMetrics.score, [category]) },
  { record: duration.name, expr: kept(duration.name, lighthouseMetrics.duration, [lighthouseMetrics.audit]) },
  { record: loaded.name, expr: kept(loaded.name, lighthouseMetrics.loaded) },
  {
    record: lastRun.name,
    expr: promql`
      ${kept(lastRun.name, lighthouseMetrics.run)}
        or
      ${expected} * time()`,
  },
  { record: age.name, expr: promql`time() - ${lastRun.name}` },
];
