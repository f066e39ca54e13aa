import { fixed } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { hasMetrics } from "../../pack";
import { firesInstead, moments, type Successor } from "../../proofs/patterns";
import { gauge, gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { labels, minutes, promql, type Promql, type Selector, type MetricName } from "../../promql";
import { label, text, value } from "../../template";
import { processStart } from "./shared";
import { previousLog, serviceReplicas } from "../../step-commands";

/**
 * The window in which restarts are counted. A crash loop in Kubernetes waits up to five minutes before each restart, so a shorter window
 * may contain fewer than three restarts.
 */
export const restartWindow = minutes(15);
/** The alert fires above this number of restarts. A deployment restarts a program once, and a rollback restarts it once more. */
export const mostRestarts = 2;
const keep = minutes(5);

/**
 * Number of restarts of each target within `restartWindow`. If several processes share an address, the start time goes back and forth. Each
 * decrease then cancels one increase, so that neither counts.
 */
export const restartsOf = (start: MetricName | Selector): Promql =>
  promql`changes(${start}[${restartWindow}]) - 2 * resets(${start}[${restartWindow}])`;

const targetIdentity = [...identity, "job", "instance"];
const target = { ...proofService, job: "prom-client", instance: "web:9464" };
const { quiet, fires, edges } = moments("TargetRestarting", "warning", target);

/**
 * Simulates a process that restarts at the beginning of each phase. The value of a phase is the start time of the process. In an
 * `undefined` phase, the process does not respond.
 */
const processes = (phases: readonly Phase<number>[]): RawSeries[] => [gauge(processStart.text, target, phases), upOf(target.job, phases)];
const starts = (count: number, every: number): Phase<number>[] =>
  Array.from({ length: count }, (_, index) => hold(every, 1000 + index * every));
const scenario = (title: string, phases: readonly Phase<number>[], checks: Scenario["checks"]): Scenario => ({
  title: `TargetRestarting ${title}`,
  series: processes(phases),
  checks,
});

/** Alert for a program that restarts repeatedly. `down` is the alert that fires if the program does not respond at all. */
export const targetRestarting = (down: Successor): Alert => ({
  name: "TargetRestarting",
  about: hasMetrics,
  symptom: "restarts",
  severity: "warning",
  condition: fixed(
    {
      name: processStart,
      help: `Number of restarts of a process within ${restartWindow.text}`,
      dimension: "count",
      compared: promql`max by (${labels(...serviceKey, "job", "instance")}) (${restartsOf(processStart)})`,
    },
    ">",
    mostRestarts,
  ),
  for: undefined,
  keepFiringFor: keep,
  identity: targetIdentity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: ${value("count")} restarts of ${label("instance")} in 15 minutes`,
  impact: "Requests and jobs that run during a restart fail. Between restarts, the program may look healthy.",
  firstSteps: [
    {
      step: "Read the last log lines before a restart. Look for an error at the start, a killed process (out of memory), or a failed liveness probe.",
      command: [previousLog, serviceReplicas],
    },
    "Compare the first restart with the last deployment and with changes of configuration and secrets.",
  ],
  firstCommand: { query: "changes(process_start_time_seconds{$service}[1h])" },
  panel: "overview/targets",
  proofs: () => ({
    fires: [
      scenario(
        "fires for a process that is killed eight times in 160 seconds",
        [hold(900, 500), ...Array.from({ length: 11 }, (_, at) => hold(15, 900 + 20 * Math.floor((15 * at) / 20))), hold(600, 1060)],
        [quiet(885), fires(960), fires(1155), ...edges(945)],
      ),
      scenario(
        "fires with the third restart in 15 minutes",
        [hold(900, 500), ...starts(6, 180)],
        [quiet(1245), fires(1350), fires(1800), ...edges(1260)],
      ),
    ],
    quiet: [
      scenario(
        "is quiet for a deployment that is rolled back",
        [hold(900, 500), hold(300, 1400), hold(1200, 1700)],
        [quiet(885), quiet(1245), quiet(1500), quiet(2385)],
      ),
      scenario(
        "is quiet for two replicas that share an address: TargetSharedByReplicas fires instead",
        [hold(900, 500), ...Array.from({ length: 60 }, () => [hold(15, 1400), hold(15, 500)]).flat()],
        [quiet(885), quiet(1200), quiet(1800), quiet(2685)],
      ),
    ],
    resolves: [
      scenario(
        "resolves when the program has stayed up",
        [hold(900, 500), ...starts(4, 180), hold(1500, 5000)],
        [fires(1600), quiet(3000), ...edges(1260, 2445)],
      ),
    ],
    noData: [
      {
        title: "TargetRestarting ends and TargetDown fires when the program no longer responds",
        series: processes([hold(900, 500), ...starts(4, 180), gone(1800)]),
        checks: [fires(1600), quiet(3300), firesInstead(down, 3300)],
      },
    ],
  }),
});
