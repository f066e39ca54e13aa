import type { Severity } from "../../../exporters/model/thresholds";
import { keyOf } from "../../owner";
import { moments } from "../../proofs/patterns";
import { gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { namesakesOf, offService, proofService, upOf } from "../../proofs/service";
import type { DeclaredPattern } from "../../rule-facts";
import { patternHistories } from "./histories-proofs";
import { gatewayUpOf, matchesOf, restartingGateway, twoGateways } from "./world";

/** Threshold (records in 5 minutes) and `for` (seconds) of the patterns in the proofs. */
const threshold = 20;
const wait = 900;
const keep = 300;
const window = 300;

const nameOf = (kind: "single" | "many" | "patient", severity: Severity): string => `${kind}-${severity}`;

/**
 * Patterns in the proofs, for each severity: one with a threshold of 1, one with `threshold`, and one that also has a `for`. Other services
 * have a pattern with the name of the second pattern and the `for` of the third pattern.
 */
export const provenPatterns: readonly DeclaredPattern[] = (["critical", "warning", "info"] as const).flatMap((severity) => [
  { service: proofService, name: nameOf("single", severity), severity, threshold: 1, wait: 0 },
  { service: proofService, name: nameOf("many", severity), severity, threshold, wait: 0 },
  { service: proofService, name: nameOf("patient", severity), severity, threshold, wait },
  ...[...namesakesOf(proofService), offService].map((service) => ({ service, name: nameOf("many", severity), severity, threshold, wait })),
]);

/** Records per second if this many records match in 5 minutes. */
const per = (count: number): number => count / window;
/** Just below the threshold. It is a multiple of 20/32, so that sums of the increments are exact in floating point. */
const below = 19.375;

/** Scenarios of LogPatternMatched at a severity. */
export function patternProofs(severity: Severity): Proofs {
  const of = (kind: "single" | "many" | "patient") =>
    moments("LogPatternMatched", severity, { ...proofService, pattern: nameOf(kind, severity) });
  const [single, many, patient] = [of("single"), of("many"), of("patient")];
  const scenario = (
    title: string,
    kind: "single" | "many" | "patient",
    phases: readonly Phase<number>[],
    checks: Scenario["checks"],
    more: readonly RawSeries[] = [],
  ): Scenario => ({
    title: `LogPatternMatched ${severity} ${title}`,
    series: [matchesOf(nameOf(kind, severity), phases), ...more, gatewayUpOf(phases), upOf("prom-client", phases)],
    checks,
  });
  const one = 1 / step;
  /** A scenario in which `count` records match in every 5 minutes. `of` changes the gateway's counter. All its checks are exact. */
  const counting = (title: string, count: number, of: (series: readonly RawSeries[]) => RawSeries[], fires: boolean): Scenario => {
    const phases = [hold(1800, per(count))];
    const at = (second: number) => ({ ...(fires ? many.fires(second) : many.quiet(second)), exact: true as const });
    return {
      title: `LogPatternMatched ${severity} ${title}`,
      series: [...of([matchesOf(nameOf("many", severity), phases)]), gatewayUpOf(phases), upOf("prom-client", phases)],
      checks: [at(1200), at(1500), at(1785)],
    };
  };
  return {
    fires: [
      {
        title: `LogPatternMatched ${severity} fires although other patterns, and patterns with the same name of other services, wait`,
        series: [
          ...[proofService, ...namesakesOf(proofService), offService].map((service): RawSeries => {
            const own = matchesOf(nameOf("many", severity), [hold(900, per(30))]);
            return { ...own, labels: { ...own.labels, ...keyOf(service) } };
          }),
          matchesOf(nameOf("patient", severity), [hold(900, per(30))]),
          ...[proofService.environment, "another"].map((environment) => gatewayUpOf([hold(900, 1)], { environment })),
          upOf("prom-client", [hold(900, 1)]),
        ],
        checks: [{ ...many.fires(600), exact: true }],
      },
      // The expression that counts is the same at all severities.
      ...(severity === "warning" ? [patternHistories(severity)] : []),
      counting("adds the records that two gateways count", threshold / 2, twoGateways, true),
      counting("counts the records before and after restarts of the gateway", 25, restartingGateway, true),
      scenario(
        "fires for the first record ever",
        "single",
        [hold(1200, 0), hold(step, one), hold(600, 0)],
        [single.quiet(1185), single.fires(1230), single.fires(1500), ...single.edges(1200)],
      ),
      scenario(
        "fires for another record hours later",
        "single",
        [hold(step, one), hold(3600, 0), hold(step, one), hold(600, 0)],
        [single.quiet(3600), single.fires(3645), single.fires(3900), ...single.edges(3615)],
      ),
      scenario(
        "fires when more records match than the threshold",
        "many",
        [hold(900, per(below)), hold(900, per(30))],
        [many.quiet(885), many.fires(1260), many.fires(1785)],
      ),
      scenario(
        "fires when as many records match as the threshold",
        "many",
        [hold(900, per(below)), hold(900, per(threshold))],
        [many.quiet(885), ...many.edges(900 + window - step)],
      ),
      scenario(
        "fires when the pattern's `for` is over",
        "patient",
        [hold(1200, per(1)), hold(2400, per(30))],
        [patient.quiet(1185), patient.fires(1200 + wait + window), patient.fires(3585), ...patient.edges(1200 + 195 + wait)],
      ),
    ],
    quiet: [
      counting("is quiet for fewer records before and after restarts of the gateway", 15, restartingGateway, false),
      scenario("is quiet below the threshold", "many", [hold(1800, per(below))], [many.quiet(285), many.quiet(900), many.quiet(1785)]),
      scenario(
        "is quiet when the threshold is reached for less than `for`",
        "patient",
        [hold(1200, per(1)), hold(wait - window, per(100)), hold(1800, per(1))],
        [patient.quiet(1185), patient.quiet(1200 + wait), patient.quiet(1200 + wait + 120), patient.quiet(3500)],
      ),
      scenario(
        "is quiet when the gateway restarts and counts from 0",
        "many",
        [hold(900, per(below)), gone(30), hold(900, per(below))],
        [many.quiet(885), many.quiet(960), many.quiet(1200), many.quiet(1800)],
      ),
      scenario(
        "is quiet for a pattern that the catalogue does not declare",
        "many",
        [hold(1800, 0)],
        [many.quiet(900), many.quiet(1785)],
        [matchesOf("removed", [hold(900, 0), hold(900, 10)])],
      ),
    ],
    resolves: [
      scenario(
        "resolves when the last record is 10 minutes old",
        "single",
        [hold(1200, 0), hold(step, one), hold(1200, 0)],
        [single.fires(1230), single.fires(1200 + window + keep - 30), single.quiet(1200 + window + keep + 30), single.quiet(2385)],
      ),
      scenario(
        "stays one alert while a record matches every 9 minutes",
        "single",
        [hold(1200, 0), ...Array.from({ length: 4 }, () => [hold(step, one), hold(525, 0)]).flat(), hold(900, 0)],
        [single.fires(1230), single.fires(1700), single.fires(2400), single.fires(3300), single.quiet(4200)],
      ),
    ],
    noData: [
      scenario(
        "ends when the only record is 5 minutes old, although the gateway does not respond any more",
        "single",
        [hold(1200, 0), hold(step, one), gone(1200)],
        single.edges(1200, 1200 + window + keep),
      ),
      scenario(
        "ends when the last record is 5 minutes old, although the gateway does not respond any more",
        "single",
        [hold(step, one), hold(3600, 0), hold(step, one), gone(1200)],
        single.edges(3615, 3615 + window + keep),
      ),
      scenario(
        "ends when the gateway does not respond",
        "many",
        [hold(900, per(30)), gone(900)],
        [many.fires(885), many.quiet(900 + keep + 120), many.quiet(1785)],
      ),
    ],
  };
}
