import type { Severity } from "../../../exporters/model/thresholds";
import { identity } from "../../model";
import { unknownOwner } from "../../owner";
import { gauge, hold, step, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { counterOf, gatewaysUp, histories, length, otherRecordsOf, timesOf, within, type History, type Part } from "./histories";
import { patternRecordsTotal, patternThreshold } from "./patterns-series";
import { recordsTotal } from "./series";

const window = 300;
const keep = 300;

type Labels = RawSeries["labels"];
const keyOf = ({ service, gateway }: History): Labels => ({
  system: proofService.system,
  environment: gateway.environment,
  service,
});
const instanceOf = (history: History): Labels => ({ ...keyOf(history), owner: unknownOwner });

/** One possible instance of an alert, and the times of the histories at which it fires. */
interface Instance {
  readonly labels: Labels;
  readonly firesAt: (at: number) => boolean;
}

/** Creates exact checks before and after each change of the firing instances. `more`: identity labels besides those of the service. */
function checksOf(
  [alert, severity]: readonly [string, Severity],
  more: readonly string[],
  part: Part,
  instances: readonly Instance[],
): Scenario["checks"] {
  const check = (at: number): Check => ({
    at: part.delay + at,
    alert,
    severity,
    identity: [...identity, ...more],
    firing: instances.filter(({ firesAt }) => firesAt(at)).map(({ labels }) => labels),
    exact: true,
  });
  const times = timesOf(part).filter((at) => at > 0);
  const changes = times.filter((at) => instances.some(({ firesAt }) => firesAt(at) !== firesAt(at - step)));
  const checked = new Set([...changes.flatMap((at) => [at - step, at]), part.to - step]);
  return [check(0), ...[...checked].sort((a, b) => a - b).map(check)];
}

/** A scenario of LogPatternMatched with every history, once for a pattern with a threshold of 1, and once for a threshold of 20. */
export function patternHistories(severity: Severity): Scenario {
  const patterns = [
    { pattern: "one", threshold: 1 },
    { pattern: "twenty", threshold: 20 },
  ] as const;
  const part = { delay: 0, to: length };
  const each = histories.flatMap((history) => patterns.map((pattern) => ({ history, ...pattern })));
  return {
    title: `LogPatternMatched ${severity} counts each record once, also over restarts and outages of the gateway`,
    series: [
      ...each.flatMap(({ history, pattern, threshold }) => [
        counterOf(patternRecordsTotal.text, history, part, { pattern }),
        gauge(patternThreshold.text, { ...keyOf(history), pattern, severity }, [hold(part.to, threshold)]),
      ]),
      ...gatewaysUp(part),
    ],
    checks: checksOf(
      ["LogPatternMatched", severity],
      ["pattern"],
      part,
      each.map(({ history, pattern }) => ({
        labels: { ...instanceOf(history), pattern },
        // The alert keeps firing for 5 minutes.
        firesAt: (at) => history[pattern].some(([from, to]) => from <= at && at < to + keep),
      })),
    ),
  };
}

/** LogErrorsNew needs three hours of counts before the first error. The outage of 90 minutes is left out, because it takes long. */
const withPast: Part = { delay: 10_800, to: 15_000 };

/** A scenario of LogErrorsNew with the histories, after three hours without errors. */
export const newErrorHistories = (): Scenario => ({
  title: "LogErrorsNew info counts each error once, also over restarts and outages of the gateway",
  series: [
    ...histories.flatMap((history) => [
      counterOf(recordsTotal.text, history, withPast, { level: "error" }),
      // The service also writes other records, so that its errors are counted even while there are none.
      counterOf(recordsTotal.text, otherRecordsOf(history), withPast, { level: "info" }),
    ]),
    ...gatewaysUp(withPast),
  ],
  checks: checksOf(
    ["LogErrorsNew", "info"],
    [],
    withPast,
    histories.map((history) => ({
      labels: instanceOf(history),
      // The alert ends when errors are seen in the past, at which it looks in steps of 5 minutes.
      firesAt: (at) => {
        const seen = Array.from({ length: Math.max(0, Math.floor(at / window)) }, (_, index) => index * window);
        return within(history.one, at) && !seen.some((earlier) => within(history.one, earlier));
      },
    })),
  ),
});
