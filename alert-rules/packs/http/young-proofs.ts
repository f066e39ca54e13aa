import type { Severity } from "../../../exporters/model/thresholds";
import { errorBudget, objectiveLabel } from "../../burning";
import { identity } from "../../model";
import { keyOf, unknownOwner } from "../../owner";
import { gauge, hold, step, type RawSeries, type Sample } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { missed } from "./objectives-series";
import { httpErrors, httpRequests } from "./series";

/** Seconds for which a recorded rate keeps each value: its window. */
const every = 300;
/** Length of the scenarios, in values. */
const length = 7;
/** How far the ratio is above or below the threshold, as a share of the threshold. */
const margin = 0.001;

/** A service that is younger than the windows: its recorded rates have only this many values. */
interface Young {
  readonly service: string;
  readonly values: number;
  readonly above: boolean;
}

/**
 * Services with two values, and with seven, of which one is older than half an hour. Of each kind, the ratio of one service is above the
 * threshold, and the ratio of the other one below.
 */
const services: readonly Young[] = [2, length].flatMap((values) =>
  [true, false].map((above) => ({ service: `${values}-values-${above ? "above" : "below"}`, values, above })),
);

/**
 * Values relative to the threshold, the newest first. If the mean is below the threshold, the newest value is still above it. The alerts
 * also need a ratio over 5 minutes that is above the threshold.
 */
function shapeOf({ values, above }: Young): number[] {
  const newest = above ? 1 + margin : 1.1;
  const other = above ? 1 + margin : (values * (1 - margin) - newest) / (values - 1);
  return Array.from({ length: values }, (_, age) => (age === 0 ? newest : other));
}

const recorded = (metric: string, labels: RawSeries["labels"], values: readonly number[]): RawSeries => ({
  metric,
  labels,
  samples: [...Array<undefined>(length - values.length).fill(undefined), ...[...values].reverse()].flatMap((value): Sample[] =>
    Array<Sample>(every / step).fill(value),
  ),
});

interface Proven {
  readonly alert: string;
  readonly severity: Severity;
  /** Threshold, as a share of the requests. */
  readonly threshold: number;
  readonly perSecond: number;
  /** Recorded rate of the requests that fail or miss the objective, with its labels besides those of the service. */
  readonly bad: string;
  readonly more: Readonly<Record<string, string>>;
  /** Error budget of the objective in `more`. */
  readonly budget?: number;
}

/**
 * A scenario with services that are younger than the windows. Parts of a window without data must not change the ratio over the window. All
 * checks are exact, so that transformed scenarios omit them: the series are recorded.
 */
function young({ alert, severity, threshold, perSecond, bad, more, budget }: Proven): Scenario {
  const ofService = (service: string) => ({ ...keyOf(proofService), service });
  const at = length * every - step;
  return {
    title: `${alert} ${severity} compares services that are younger than its windows with its threshold`,
    series: services.flatMap((one): RawSeries[] => {
      const labels = ofService(one.service);
      const shape = shapeOf(one);
      return [
        recorded(
          bad,
          { ...labels, ...more },
          shape.map((value) => value * threshold * perSecond),
        ),
        recorded(
          httpRequests.name.text,
          labels,
          shape.map(() => perSecond),
        ),
        ...(budget === undefined ? [] : [gauge(errorBudget.text, { ...labels, ...more }, [hold(length * every, budget)])]),
      ];
    }),
    checks: [
      {
        at,
        alert,
        severity,
        identity: [...identity, ...Object.keys(more)],
        firing: services.filter(({ above }) => above).map(({ service }) => ({ ...ofService(service), owner: unknownOwner, ...more })),
        exact: true,
      },
    ],
  };
}

/** With this many requests per second, fewer than 5 requests fail in 5 minutes, so `HttpErrorRatioHigh` uses the ratio over an hour. */
const few = 0.25;

/** The scenario of `HttpErrorRatioHigh` at a severity with this threshold. */
export const youngErrors = (severity: Severity, threshold: number): Scenario =>
  young({ alert: "HttpErrorRatioHigh", severity, threshold, perSecond: few, bad: httpErrors.name.text, more: {} });

/** The scenario of `HttpErrorBudgetBurning` at a severity. `times` is the burn-rate threshold of its longest window, which is the lowest. */
export function youngBurning(severity: Severity, times: number): Scenario {
  const budget = 0.001;
  return young({
    alert: "HttpErrorBudgetBurning",
    severity,
    threshold: times * budget,
    // At least 10 requests miss the objective.
    perSecond: 100,
    bad: missed.text,
    more: { [objectiveLabel]: "availability" },
    budget,
  });
}
