import { httpRecordings } from "./series";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { httpErrorRatioHigh, httpLatencyHigh } from "./alerts";
import { levelsOf } from "../../thresholds";

/** Limits of HTTP services that set none: latency in seconds, error ratio 0..1. */
export const httpDefaults = {
  latencyP95: { warning: 1, critical: 2 },
  errorRatio: { warning: 0.01, critical: 0.05 },
} as const;

/** Rules of services that answer HTTP requests. */
export const httpGroup = (facts: RuleFacts): RuleGroup => ({
  name: "http",
  recordings: httpRecordings(facts.httpProfiles),
  alerts: [
    ...httpLatencyHigh(levelsOf(facts, "latencyP95", httpDefaults)),
    ...httpErrorRatioHigh(levelsOf(facts, "errorRatio", httpDefaults)),
  ],
});
