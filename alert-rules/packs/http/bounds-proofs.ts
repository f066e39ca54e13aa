import { openTelemetry, promClient, routesLabel } from "../../../exporters/instrumentation/http";
import type { HttpProfile } from "../../../exporters/instrumentation/model";
import { severities } from "../../../exporters/model/thresholds";
import { identity } from "../../model";
import { also, moments, usualProofs } from "../../proofs/patterns";
import { hold, mapPhases, step, type Phase, type RawSeries, type Sample } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { groupedRoutes, groupedService, offService, proofService } from "../../proofs/service";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { comparedLabel } from "./bounds-series";
import { httpWorld, proofRoute, type Requests } from "./world";

const minute = 60;
const window = 5 * minute;
const requests: readonly Requests[] = [{ perSecond: 10, seconds: 0.05 }];
type Bounds = readonly number[];

/** Removes the samples of a bucket in phases whose bounds do not include it, as if a rollout had replaced the program. */
function within(series: RawSeries, phases: readonly Phase<Bounds>[]): RawSeries {
  const { le } = series.labels;
  if (le === undefined || le === "+Inf") return series;
  const has = phases.flatMap((phase) =>
    Array<boolean>(phase.for / step).fill(phase.value === undefined || phase.value.includes(Number(le))),
  );
  const samples = series.samples.map((sample, at): Sample => (has[at] === true ? sample : has[at - 1] === true ? "stale" : undefined));
  return { ...series, samples };
}

/** Simulates a service with constant traffic and the histogram bounds of each phase. */
function worldOf(profile: HttpProfile, phases: readonly Phase<Bounds>[]): RawSeries[] {
  const all = [...new Set(phases.flatMap(({ value = [] }) => value))].sort((a, b) => a - b);
  const traffic = mapPhases(phases, () => requests);
  return httpWorld(profile, all, traffic).map((series) => within(series, phases));
}

/**
 * Histogram bounds for the proofs. The thresholds are 0.5 s (info), 1 s (warning) and 2 s (critical). In `warning.beyond`, no bound is
 * above the critical threshold. In `info.beyond`, the critical threshold is between two bounds. In `warning.beyondAll`, no bound is
 * above any threshold, and in `info.beyondAll`, all thresholds are between two bounds.
 */
const boundsOf = {
  warning: { beyond: [0.1, 0.5, 1, 2], beyondAll: [0.1], inside: [0.1, 0.5, 1, 2, 2.5] },
  info: { beyond: [0.1, 0.5, 1, 2.5], beyondAll: [0.1, 2.5], inside: [0.1, 0.5, 1, 2, 2.5] },
} as const satisfies Readonly<Record<string, Readonly<Record<"beyond" | "beyondAll" | "inside", Bounds>>>>;

const as = (
  service: { readonly service: string },
  series: readonly RawSeries[],
  more: Readonly<Record<string, string>> = {},
): RawSeries[] =>
  series.map((raw) => ({ ...raw, labels: { ...raw.labels, ...(raw.metric === "up" ? {} : more), service: service.service } }));

/** The unit tests ("proofs") of the alert at one severity. */
export function proofsOfBounds(alert: string, severity: keyof typeof boundsOf, wait: number): Proofs {
  const { beyond, beyondAll, inside } = boundsOf[severity];
  const critical = { ...proofService, [comparedLabel]: "critical" };
  const at = moments(alert, severity, critical);
  const long = 2 * window + wait + 5 * minute;
  const scenario = (title: string, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
    title: `${alert} ${severity} ${title}`,
    series,
    checks,
  });
  const never = [at.quiet(2 * window), at.quiet(long - step)] as const;
  const usual = usualProofs<Bounds>({
    alert,
    severity,
    identity: [...identity, comparedLabel, routesLabel],
    instance: critical,
    worlds: [promClient, openTelemetry].map((profile) => ({
      name: profile.id,
      series: (phases) => worldOf(profile, phases),
      successor: profile.transport === "otlp" ? pushMissingProof : targetDownProof(profile.id),
    })),
    beyond,
    inside,
    settle: 2 * window,
    recover: window,
    wait,
    // A removed or lost bucket has a rate until fewer than two of its samples are in the window. A new bucket has a rate from its second
    // sample on.
    times: { detects: window - 2 * step, clears: step, loses: window - 2 * step },
    missing: { then: "successor", after: window + 120 },
  });
  const grouped = { ...groupedService, [comparedLabel]: "critical", [routesLabel]: groupedRoutes };
  const each = severities.map((compared) => ({ ...proofService, [comparedLabel]: compared }));
  return also(usual, {
    fires: [
      scenario("fires for every threshold", worldOf(promClient, [hold(long, beyondAll)]), [{ ...at.fires(long - step), firing: each }]),
      scenario(
        "fires for a threshold of a group of routes",
        [
          ...as(groupedService, worldOf(promClient, [hold(long, beyond)])),
          ...as(
            groupedService,
            worldOf(promClient, [hold(long, beyond)]).filter(({ metric }) => metric !== "up"),
            {
              route: `/api${proofRoute}`,
              [routesLabel]: groupedRoutes,
            },
          ),
        ],
        [moments(alert, severity, grouped).fires(long - step)],
      ),
    ],
    quiet: [
      scenario("is quiet for a service that disables HttpLatencyHigh", as(offService, worldOf(promClient, [hold(long, beyond)])), never),
      scenario(
        "is quiet while a rollout with other bounds is shorter than the alert's `for`",
        worldOf(promClient, [hold(window, inside), hold(wait - window, beyond), hold(4 * window, inside)]),
        [at.quiet(window), at.quiet(wait), at.quiet(wait + 4 * window - step)],
      ),
    ],
  });
}
