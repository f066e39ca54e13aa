import { callMetrics } from "../../../exporters/instrumentation/calls";
import type { Severity } from "../../../exporters/model/thresholds";
import { moments } from "../../proofs/patterns";
import { counter, hold, step, type RawSeries } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { firstFailures, firstLength, type EventsOf } from "../http/first-proofs";
import { ratioProofs } from "../http/ratio-proofs";
import type { ProvenRatio } from "../http/sustained-proofs";
import type { ProvenAt } from "../../thresholds";
import { callSeries, proofCallInstance, proofDependency, results, type Calls } from "./world";

const minute = 60;
const { http, db, address, status, error } = callMetrics;
const name = "DependencyCallsFailing";
const instrumentation = "prom-client";
const served = (perSecond: number): readonly Calls[] => [{ perSecond, seconds: 0.05 }];
const failing = (perSecond: number): readonly Calls[] => [{ perSecond, seconds: 0.05, failed: true }];

/** Calls with these labels, a hundred per second, which begin after ten minutes and continue for ten minutes. */
const each = (metric: typeof http | typeof db, labels: Readonly<Record<string, string>>): RawSeries[] =>
  callSeries({ instrumentation, metric, result: { failed: labels, served: {} } }, [
    hold(10 * minute, failing(0)),
    hold(10 * minute, failing(100)),
  ]).filter(({ labels: found }) => Object.keys(labels).every((label) => found[label] === labels[label]));

const responses = (...codes: readonly string[]): RawSeries[] => codes.flatMap((code) => each(http, { [status]: code, [error]: code }));
const errors = (...codes: readonly string[]): RawSeries[] => codes.flatMap((code) => each(db, { [error]: code }));

/**
 * Scenario with one kind of call for each code, and so many other calls that the failed ones are just above half of all. If one of the codes
 * did not count, the share would be below half.
 */
function allCount(severity: Severity, what: string, codes: readonly string[], of: (...codes: readonly string[]) => RawSeries[]): Scenario {
  const { quiet, fires } = moments(name, severity, proofCallInstance);
  return {
    title: `${name} ${severity} counts ${what}: ${codes.join(", ")}`,
    series: [
      upOf(instrumentation, [hold(20 * minute, 1)]),
      ...callSeries({ instrumentation, metric: http }, [hold(20 * minute, served(100 * codes.length - 50))]),
      ...of(...codes),
    ],
    checks: [quiet(9 * minute), fires(19 * minute)],
    every: 30,
  };
}

/** Creates the counters of calls with one kind of result. */
const eventsOf =
  (metric: typeof http | typeof db, { failed: failure, served: success }: (typeof results)[keyof typeof results]): EventsOf =>
  (failed, perSecond, { number, instance = "web:9464" } = {}) =>
    counter(
      `${metric}_count`,
      {
        job: instrumentation,
        instance,
        instrumentation,
        ...proofService,
        [address]: proofDependency,
        ...(failed ? failure : success),
        ...(number === undefined
          ? {}
          : metric === http
            ? { http_request_method: `OPERATION${number}` }
            : { server_port: String(6000 + number) }),
      },
      [hold(firstLength, perSecond)],
    );

/** Scenarios in which the critical alert must fire, in addition to the usual proofs. */
export const firingCalls = ({ severity, threshold, wait }: ProvenAt, ratio: ProvenRatio): Scenario[] => [
  ...ratioProofs(ratio).fires,
  firstFailures({
    alert: name,
    severity,
    threshold,
    wait,
    kinds: {
      unanswered: eventsOf(http, results.unanswered),
      refused: eventsOf(http, results.refused),
      operations: eventsOf(db, results.operations),
    },
    perSecond: 0.06,
    created: 32,
    more: ratio.more,
  }),
  allCount(severity, "responses that refuse to serve a request", ["401", "402", "403", "407", "408", "429", "500", "503"], responses),
  allCount(
    severity,
    "errors that are not about a statement",
    ["08006", "28P01", "3D000", "53300", "57014", "57P03", "58030", "XX000", "ETIMEDOUT", "EPIPE", "23"],
    errors,
  ),
  {
    title: `${name} ${severity} counts a failure that creates its series`,
    series: [
      upOf(instrumentation, [hold(20 * minute, 1)]),
      ...callSeries({ instrumentation, metric: http }, [hold(20 * minute, served(0.02))]).filter(
        ({ labels }) => labels[error] === undefined,
      ),
      ...Array.from({ length: 40 }, (_, number): RawSeries => {
        const labels = { job: instrumentation, instance: "web:9464", instrumentation, ...proofService, [address]: proofDependency };
        return {
          metric: `${http}_count`,
          labels: { ...labels, http_request_method: `M${number}`, [error]: "ECONNRESET" },
          samples: Array.from({ length: (20 * minute) / step }, (_sample, index) => (index < 40 + number ? undefined : 1)),
        };
      }),
    ],
    checks: [moments(name, severity, proofCallInstance).quiet(9 * minute), moments(name, severity, proofCallInstance).fires(18 * minute)],
  },
];

/** Scenario with calls that do not count as failed, and calls to an address that the catalogue does not declare. */
export function quietCalls(severity: Severity): Scenario[] {
  const { quiet } = moments(name, severity, proofCallInstance);
  return [
    {
      title: `${name} ${severity} is quiet if requests or statements are wrong, and if calls to other addresses fail`,
      series: [
        upOf(instrumentation, [hold(20 * minute, 1)]),
        ...callSeries({ instrumentation, metric: http }, [hold(20 * minute, served(100))]),
        ...responses("400", "404", "409", "422"),
        ...errors("23505", "22001", "40001", "42601", "P0001"),
        ...callSeries({ instrumentation, metric: http, address: { [address]: "elsewhere.example.com" } }, [
          hold(20 * minute, failing(1000)),
        ]),
      ],
      checks: [quiet(9 * minute), quiet(15 * minute), quiet(19 * minute)],
      every: 30,
    },
  ];
}
