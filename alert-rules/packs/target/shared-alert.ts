import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { hasMetrics } from "../../pack";
import { firesInstead, moments, type Successor } from "../../proofs/patterns";
import { gauge, gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { minutes } from "../../promql";
import { label, text, value } from "../../template";
import { mostReturns, processReturns, processStart, returnsWindow } from "./shared";
import { serviceLog, serviceReplicas } from "../../step-commands";

const keep = minutes(5);
const minute = 60;
const targetIdentity = [...identity, "job", "instance"];
const target = { ...proofService, job: "prom-client", instance: "web:9464" };
const { quiet, fires, edges } = moments("TargetSharedByReplicas", "warning", target);

/** The start times of four replicas. In this order, the start time also decreases if only every second or every third scrape succeeds. */
const replicas = [1400, 1100, 1300, 1200] as const;
/** Phases for `length` seconds in total. Replicas with the start times in `starts` respond in turn, each to one scrape. */
const turns = (length: number, starts: readonly number[] = replicas): Phase<number>[] =>
  Array.from({ length: length / step }, (_, index) => hold(step, starts[index % starts.length] ?? 0));
const processes = (phases: readonly Phase<number>[]): RawSeries[] => [gauge(processStart.text, target, phases), upOf(target.job, phases)];
const scenario = (title: string, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
  title: `TargetSharedByReplicas ${title}`,
  series,
  checks,
});

const requests = {
  ...target,
  instrumentation: "prom-client",
  route: "/orders/:id",
  status_code: "200",
};
const counted = (samples: RawSeries["samples"]): RawSeries => ({
  metric: "http_request_duration_seconds_count",
  labels: requests,
  samples,
});
/**
 * Simulates the request counter of a target. Replicas respond in turn for `length` seconds, and then the first replica alone for `alone`
 * seconds. Each replica starts with its number in `before` and counts one request per second.
 */
const counters = (length: number, before: readonly number[], alone: number): RawSeries =>
  counted(
    Array.from(
      { length: (length + alone) / step },
      (_, index) => (before[index < length / step ? index % before.length : 0] ?? 0) + index * step,
    ),
  );
/** Simulates the request counter of a process that crashes after every `life` seconds and then misses one scrape. */
const crashing = (length: number, life: number): RawSeries =>
  counted(
    Array.from({ length: length / step }, (_, index) => {
      const at = index % (life / step + 1);
      return at === life / step ? undefined : at * step;
    }),
  );

/** Alert for several processes behind the address of one target. `down` is the alert that fires if the target does not respond at all. */
export const targetSharedByReplicas = (down: Successor): Alert => ({
  name: "TargetSharedByReplicas",
  about: hasMetrics,
  symptom: "shared",
  severity: "warning",
  condition: fixed(
    {
      name: processReturns,
      help: `Number of times within ${returnsWindow.text} that a target responded with metrics of an older process than before`,
      dimension: "count",
    },
    ">",
    mostReturns,
  ),
  for: undefined,
  keepFiringFor: keep,
  identity: targetIdentity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: ${value("count")} times in 15 minutes, ${label("instance")} responded with metrics of an older process than before`,
  impact:
    "Several replicas or worker processes share this address, so each scrape may reach a different one. Rates of its counters are wrong. HTTP requests, errors and latency of this address are not recorded, and their alerts cannot fire.",
  firstSteps: [
    { step: "Check how many pods, containers or worker processes respond at this address.", command: serviceReplicas },
    "Replicas: give each replica its own target. In the catalogue, set [`replicas`](instrument-a-service.md#metrics-endpoints) of the service. On Kubernetes, you can instead remove the service from the catalogue, so that [discovery](discovery.md) finds each pod.",
    "Worker processes of one program (gunicorn, uvicorn, Node.js cluster): let the client library combine their metrics, for example with `PROMETHEUS_MULTIPROC_DIR` or `AggregatorRegistry`.",
    "A program that pushes metrics: give each process its own `service.instance.id`.",
    { step: "If only one process runs at this address, it restarts often: read its log.", command: serviceLog },
  ],
  firstCommand: { query: "target:process_returns:15m{$service}" },
  panel: "overview/targets",
  proofs: () => ({
    fires: [
      scenario("fires when replicas share an address", processes([hold(15 * minute, 1200), ...turns(30 * minute)]), [
        quiet(15 * minute),
        fires(25 * minute),
        fires(44 * minute),
        ...edges(15 * minute + 9 * step),
      ]),
    ],
    quiet: [
      scenario(
        "is quiet for a rollout during which two pods share an address for two minutes",
        processes([hold(15 * minute, 500), ...turns(2 * minute, [1400, 500]), hold(20 * minute, 1400)]),
        [quiet(16 * minute), quiet(17 * minute), quiet(20 * minute), quiet(36 * minute)],
      ),
      scenario(
        "is quiet for a program that starts again and again",
        processes([hold(15 * minute, 500), ...Array.from({ length: 20 }, (_, index) => hold(minute, 1400 + index * minute))]),
        [quiet(20 * minute), quiet(30 * minute), quiet(34 * minute)],
      ),
      scenario(
        "is quiet for a program without a start time that crashes every minute",
        [upOf(target.job, Array.from({ length: 24 }, () => [hold(minute, 1), gone(step)]).flat()), crashing(30 * minute, minute)],
        [quiet(10 * minute), quiet(20 * minute), quiet(29 * minute)],
      ),
    ],
    resolves: [
      scenario("resolves when one process responds again", processes([...turns(20 * minute), hold(40 * minute, 1400)]), [
        fires(19 * minute),
        fires(30 * minute),
        quiet(41 * minute),
        // At 32.5 minutes, the fifth-last return leaves the window. Only `mostReturns` returns are then left in it.
        ...edges(9 * step, 32.5 * minute + keep.seconds),
      ]),
      scenario(
        "fires for two replicas without a start time, and resolves when one process responds again",
        [upOf(target.job, [hold(60 * minute, 1)]), counters(20 * minute, [1_000_000, 20], 40 * minute)],
        [quiet(step), fires(10 * minute), fires(19 * minute), quiet(41 * minute)],
      ),
      scenario(
        "fires for two replicas that started in the same second, and resolves when one responds again",
        [...processes([hold(60 * minute, 1400)]), counters(20 * minute, [40, 20], 40 * minute)],
        [quiet(step), fires(10 * minute), fires(19 * minute), quiet(41 * minute)],
      ),
    ],
    noData: [
      scenario("ends and TargetDown fires when no process responds", processes([...turns(20 * minute), gone(30 * minute)]), [
        fires(19 * minute),
        quiet(49 * minute),
        firesInstead(down, 49 * minute),
      ]),
    ],
  }),
});
