import { moments } from "../../proofs/patterns";
import { gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { missingHistories } from "./missing-histories";
import { gatewayUpOf, jobsOf, recordsOf, requestsOf, restartingGateway, secondGateway, type Records } from "./world";

const { quiet, fires, edges } = moments("LogRecordsMissing", "warning", proofService);

/** After this many seconds, the rules know that a service always logs. */
const known = 4800;
/** Time from the last record until the alert fires: the window, and `for`. */
const detects = 600 + 300;

const scenario = (title: string, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
  title: `LogRecordsMissing warning ${title}`,
  series,
  checks,
});

/** Simulates a service with its records and requests, and the gateway, which responds all the time. */
const working = (records: readonly Phase<Records>[], requests?: readonly Phase<number>[]): RawSeries[] => {
  const all = records.reduce((sum, phase) => sum + phase.for, 0);
  return [...recordsOf(records), ...requestsOf(requests ?? [hold(all, 1)]), gatewayUpOf([hold(all, 1)])];
};

/** Records per second. `least`: exactly the minimum that the alert needs, 10 records in 10 minutes. `enough`: slightly more. */
const [least, enough]: readonly [Records, Records] = [{ info: 10 / 600 }, { info: 12.5 / 600 }];
const half: Records = { info: 5 / 600 };
const some: Records = { info: 0.5, debug: 1 };
const none: Records = { info: 0, debug: 0 };

export const missingProofs = (): Proofs => ({
  fires: [
    scenario("fires when a service that works logs nothing any more", working([hold(known, some), hold(1800, none)]), [
      quiet(known - step),
      quiet(known + detects - 60),
      fires(known + detects + 60),
      fires(known + 1785),
      ...edges(known + detects - step),
    ]),
    scenario("fires for a service that logs little", working([hold(known, enough), hold(1800, none)]), [
      quiet(known - step),
      fires(known + detects + 60),
      fires(known + 1785),
    ]),
    scenario("fires for a service that logs just enough", working([hold(known, least), hold(1200, none)]), [
      quiet(known - step),
      ...edges(known + detects - step),
    ]),
    scenario(
      "fires for a service that logs just enough, half of it through each of two gateways",
      [...working([hold(known, half), hold(1200, none)]), ...secondGateway(recordsOf([hold(known, half), hold(1200, none)]))],
      edges(known + detects - step),
    ),
    scenario(
      "fires for a service that logs little while the gateway restarts repeatedly",
      [
        ...restartingGateway(recordsOf([hold(known, enough), hold(1200, none)]), 420),
        ...requestsOf([hold(known + 1200, 1)]),
        gatewayUpOf([hold(known + 1200, 1)]),
      ],
      [{ ...fires(known + 1185), exact: true }],
    ),
    scenario(
      "fires for a worker that completes jobs but logs nothing any more",
      [...recordsOf([hold(known, some), hold(1200, none)]), ...jobsOf([hold(known + 1200, 1)]), gatewayUpOf([hold(known + 1200, 1)])],
      edges(known + detects - step),
    ),
    scenario(
      "fires for a service that was busier more than an hour before",
      working([hold(known + 1200, some), hold(1200, none)], [hold(1200, 10), hold(known + 1200, 1)]),
      edges(known + 1200 + detects - step),
    ),
    scenario(
      "fires when the service works half as much as before",
      working([hold(known, some), hold(1800, none)], [hold(known, 1), hold(1800, 0.51)]),
      [quiet(known - step), fires(known + detects + 60), fires(known + 1785)],
    ),
    scenario(
      "fires while one of two gateways is down, because senders reach the other one",
      [...working([hold(known, some), hold(1800, none)]), gatewayUpOf([hold(known - 600, 1), gone(2400)], { instance: "otelcol-1:8891" })],
      [quiet(known - step), fires(known + detects + 60), fires(known + 1785)],
    ),
    missingHistories(),
    scenario("keeps firing when the past that the rules look at contains the silence", working([hold(known, some), hold(3600, none)]), [
      quiet(known - step),
      fires(known + detects + 60),
      fires(known + 3585),
    ]),
  ],
  quiet: [
    scenario(
      "is quiet while few records arrive",
      working([hold(known, some), ...Array.from({ length: 6 }, () => [hold(540, none), hold(step, { info: 1 / step, debug: 0 })]).flat()]),
      [quiet(known - step), quiet(known + 1200), quiet(known + 3300)],
    ),
    scenario(
      "is quiet for a service that does not always log",
      working([hold(known - 3000, some), hold(1200, { info: 9 / 600, debug: 0 }), hold(1800, some), hold(1800, none)]),
      [quiet(known - step), quiet(known + detects + 60), quiet(known + 1785)],
    ),
    scenario("is quiet for a service whose logs have been counted for less than an hour", working([hold(2400, some), hold(3600, none)]), [
      quiet(5985),
      quiet(6000 + detects + 60),
      quiet(9585),
    ]),
    scenario(
      "is quiet at night, when the service has little to do",
      working([hold(known, some), hold(3600, none)], [hold(known, 1), hold(3600, 0.4)]),
      [quiet(known - step), quiet(known + detects + 60), quiet(known + 3585)],
    ),
    scenario(
      "is quiet when the service works less than half as much as in the busiest part of the hour before",
      working([hold(known, some), hold(1200, none)], [hold(known - 1800, 1), hold(1800, 0.6), hold(1200, 0.45)]),
      [{ ...quiet(known + 1185), exact: true }],
    ),
    scenario("is quiet when the service is scaled to zero", working([hold(known, some), hold(3600, none)], [hold(known, 1), gone(3600)]), [
      quiet(known - step),
      quiet(known + detects),
      quiet(known + 1200),
      quiet(known + 3585),
    ]),
    scenario(
      "is quiet while the gateway does not respond, and after that until it has responded for 10 minutes",
      [
        ...recordsOf([hold(known, some), gone(1800), hold(1200, some)]),
        ...requestsOf([hold(known + 3000, 1)]),
        gatewayUpOf([hold(known, 1), gone(1800), hold(1200, 1)]),
        // The target with the gateway's span metrics says nothing about the counters of log records.
        gatewayUpOf([hold(known + 3000, 1)], { instance: "otelcol:8890" }),
      ],
      [quiet(known - step), quiet(known + detects + 60), quiet(known + 1785), quiet(known + 2400), quiet(known + 2985)],
    ),
  ],
  resolves: [
    scenario(
      "resolves with the first record, and does not fire again without an hour of records",
      working([hold(known, some), hold(1800, none), hold(step, { info: 1 / step, debug: 0 }), hold(2400, none)]),
      [fires(known + 1785), quiet(known + 1830), quiet(known + 4200), ...edges(known + detects - step, known + 1800)],
    ),
  ],
  noData: [
    scenario(
      "fires again when the gateway responds again and still counts no record",
      [
        ...recordsOf([hold(known, some), hold(1800, none), gone(4800)]),
        ...requestsOf([hold(known + 6600, 1)]),
        gatewayUpOf([hold(known + 1800, 1), gone(1800), hold(3000, 1)]),
      ],
      [fires(known + 1785), quiet(known + 1800 + 240), quiet(known + 3585), fires(known + 3600 + 1200), fires(known + 6585)],
    ),
  ],
});
