import { lighthouseMetrics } from "../../../exporters/instrumentation/lighthouse";
import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { also, moments, usualProofs } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { labels, promql } from "../../promql";
import { label, text, value } from "../../template";
import { budget, score } from "./series";
import { proofBudget, proofScoreInstance, resultSeries, resultWorld, type Result } from "./world";

const name = "LighthouseScoreLow";
const severity = "warning";
const hour = 3600;
const result = (share: number): Result => ({ score: share, at: 0 });
const below = result(proofBudget - 0.01);
const at = result(proofBudget);

/** Alert for a page whose latest Lighthouse result has a score below its budget. */
export const lighthouseScoreLow = (): Alert => {
  const { fires, quiet } = moments(name, severity, proofScoreInstance);
  return {
    name,
    symptom: "lighthouse-score",
    severity,
    condition: expression(
      "a score of the latest Lighthouse result of a page is below the budget that the catalogue declares for it",
      promql`
      ${score.name}
        < on (${labels(...serviceKey, ...score.extra)})
          ${budget.name}`,
    ),
    for: undefined,
    identity: [...identity, ...score.extra],
    noData: { is: "fires", from: "the score of the latest result" },
    summary: text`${label("system")}/${label("service")}: the ${label(lighthouseMetrics.category)} score of ${label(lighthouseMetrics.page)} is ${value("ratio")}, below its budget`,
    impact: "The page loads more slowly, is harder to use, or is harder to find than intended. Users with slow devices notice it first.",
    firstSteps: [
      "Open Lighthouse's report of the latest CI job, and compare it with the report before. It lists what costs the score most.",
      {
        step: "Check which measurement of the page has risen.",
        command: { query: "page:lighthouse_duration_seconds{$service}" },
      },
      "If the score varies although the page is unchanged, let the CI job measure the page at least three times. The metrics are the medians.",
    ],
    firstCommand: { query: "page:lighthouse_score:ratio{$service}" },
    panel: "http/lighthouse-scores",
    proofs: () =>
      also(
        usualProofs<Result>({
          alert: name,
          severity,
          identity: [...identity, ...score.extra],
          instance: proofScoreInstance,
          worlds: [{ name: "CI job", series: resultWorld }],
          beyond: below,
          inside: at,
          settle: 15,
          recover: 60,
          wait: 0,
          times: { detects: 0, clears: 0 },
          missing: { then: "still fires", after: 2 * hour },
        }),
        {
          fires: [
            {
              title: `${name} keeps firing after a single push, until the next result`,
              series: resultWorld([gone(300), hold(15, below), gone(3 * hour), hold(15, at), gone(hour)]),
              checks: [quiet(285), fires(330), fires(3 * hour), quiet(3 * hour + 600), quiet(4 * hour)],
            },
          ],
          quiet: [
            {
              title: `${name} is quiet for a page without a budget`,
              series: [...resultWorld([hold(hour, at)]), ...resultSeries([hold(hour, below)], { page: "/another" })],
              checks: [quiet(hour - 60)],
            },
          ],
        },
      ),
  };
};
