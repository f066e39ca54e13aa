import { lighthouseMetrics } from "../../../exporters/instrumentation/lighthouse";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { upOf } from "../../proofs/service";
import type { OwnThresholds } from "../../rule-facts";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { age } from "./series";
import { proofPageInstance, resultWorld, type Result } from "./world";

const name = "LighthouseMissing";
const day = 86_400;
const minute = 60;
/** Seconds from the start of the simulation to the first moment at which the age is compared. */
const start = 45;

/** Threshold for the time since the latest Lighthouse result of a page, in seconds. */
export const lighthouseAgeThreshold = defineThreshold({
  key: "lighthouseAge",
  series: age,
  defaults: { warning: 7 * day },
  proven: { critical: 14 * day, info: 3600 },
  waits: {},
});

/** Alerts for a page without a Lighthouse result for several days. */
export const lighthouseMissing = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name,
    symptom: "lighthouse-age",
    threshold: lighthouseAgeThreshold,
    noData: { is: "fires", from: "the time of the latest result" },
    summary: text`${label("system")}/${label("service")}: Lighthouse has not measured ${label(lighthouseMetrics.page)} for ${value("duration")}`,
    impact: "If the page has become slower since the latest result, no alert on its scores fires.",
    firstSteps: [
      "Check whether the CI job that runs Lighthouse has run and succeeded. The job fails if the page cannot be opened or the gateway refuses the metrics.",
      "Check the path in the catalogue. After a redirect, for example to a login page, the result counts for the page that was shown.",
      { step: "Check which pages have results.", command: { query: "page:lighthouse_age_seconds{$service}" } },
    ],
    firstCommand: { query: "page:lighthouse_age_seconds{$service}" },
    panel: "http/lighthouse-age",
    proofs: ({ severity, threshold, wait }) => {
      const { fires, quiet } = moments(name, severity, proofPageInstance);
      return also(
        usualProofs<Result>({
          alert: name,
          severity,
          identity: [...identity, ...age.extra],
          instance: proofPageInstance,
          worlds: [{ name: "CI job", series: resultWorld }],
          beyond: { at: start - 15 - threshold },
          inside: { at: 1800 - threshold },
          settle: start - 15,
          recover: 60,
          wait,
          times: { detects: 0, clears: 0 },
          missing: { then: "still fires", after: 3600 },
        }),
        {
          fires: [
            {
              title: `${name} ${severity} fires after a single push, when the result becomes too old`,
              series: resultWorld([gone(300), hold(15, { at: 1800 - threshold }), gone(3600)]),
              checks: [quiet(1800), fires(1830)],
            },
            ...(threshold > day
              ? []
              : [
                  {
                    title: `${name} ${severity} fires for a page that never had a result`,
                    series: [upOf("prom-client", [hold(threshold + 10 * minute, true)])],
                    checks: [quiet(threshold - minute), fires(threshold + 5 * minute)] as const,
                  },
                ]),
          ],
          quiet: [
            {
              title: `${name} ${severity} is quiet for a page that was just added to the catalogue`,
              series: [upOf("prom-client", [hold(1800, true)])],
              checks: [quiet(1785)],
            },
          ],
        },
      );
    },
  });
