import { expression, fixed } from "../../condition";
import { latestOf } from "../../latest";
import type { Alert } from "../../model";
import { also, moments, whileCounted } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { promql } from "../../promql";
import { text } from "../../template";
import { containerAlert, containerName, describePod, previousLines } from "./make";
import { oomKills, waiting } from "./series";
import { container, containerWorld, containerWorlds, kubeStateWorld, kubeStateWorlds } from "./world";

const killWindow = 600;

/** Alert for a container in which the kernel has killed a process. `HostOomKill` names only the host. */
export const containerOomKilled = (): Alert => {
  const alert = containerAlert(
    {
      name: "ContainerOomKilled",
      symptom: "container-oom",
      severity: "warning",
      summary: text`${containerName}: the kernel has killed a process at the memory limit`,
      impact: "The requests and jobs of the process are lost. If it has a leak, it will be killed again.",
      firstSteps: [
        {
          step: "Find out whether the memory grows steadily, as with a leak, or in a step, as with a deployment.",
          command: { query: "container:memory_used:ratio{$service}" },
        },
        previousLines,
        "Raise the limit, or roll the last deployment back.",
      ],
      firstCommand: { query: "container:oom_kills:count10m{$service}" },
      panel: "hosts/container-restarts",
    },
    {
      condition: expression("the kernel has killed a process of the container in the last 10 minutes", promql`${oomKills.name} > 0`),
      wait: 0,
      worlds: containerWorlds,
      series: containerWorld,
      proofs: {
        // The counter of killed processes grows by 1/64 every 15 seconds, because multiples of 1/64 are exact in floating point.
        beyond: { killed: 1 / 64 / 15 },
        inside: {},
        settle: killWindow,
        times: whileCounted(killWindow),
        after: killWindow + 120,
      },
      quiet: [["a container with little memory left", { memory: 0.99 }]],
    },
  );
  const { fires, quiet } = moments(alert.name, alert.severity, { ...proofService, ...container });
  const title = (what: string): string => `${alert.name} ${alert.severity} ${what}`;
  const killed = { restarts: 1, ended: "OOMKilled" };
  return {
    ...alert,
    proofs: () =>
      also(alert.proofs(), {
        fires: [
          {
            title: title("fires for a container whose only process was killed (kube-state-metrics)"),
            series: kubeStateWorld([hold(600, {}), hold(300, killed)]),
            checks: [quiet(585), fires(645), fires(885)],
          },
          {
            title: title("fires for a killed process that only kube-state-metrics reports"),
            series: [...containerWorld([hold(900, {})]), ...kubeStateWorld([hold(600, {}), hold(300, killed)])],
            checks: [
              { ...quiet(585), exact: true },
              { ...fires(645), exact: true },
              { ...fires(885), exact: true },
            ],
          },
        ],
        quiet: [
          {
            title: title("is quiet for a container that ended with an error (kube-state-metrics)"),
            series: kubeStateWorld([hold(600, {}), hold(900, { restarts: 1, ended: "Error" })]),
            checks: [quiet(645), quiet(1485)],
          },
          {
            title: title("is quiet for a container that was killed long ago (kube-state-metrics)"),
            series: kubeStateWorld([hold(1800, killed)]),
            checks: [quiet(645), quiet(1785)],
          },
        ],
        resolves: [
          {
            title: title("resolves when no process was killed for 10 minutes (kube-state-metrics)"),
            series: kubeStateWorld([hold(600, {}), hold(1200, killed)]),
            checks: [fires(885), quiet(1230), quiet(1785)],
          },
        ],
      }),
  };
};

/** Alert for a container that cannot start. Only kube-state-metrics reports this state, because no process runs. */
export const containerNotStarting = (): Alert =>
  containerAlert(
    {
      name: "ContainerNotStarting",
      symptom: "container-start",
      severity: "warning",
      summary: text`${containerName} cannot start`,
      impact: "The replica does not run. If it is part of a rollout, the rollout does not continue.",
      firstSteps: [
        describePod,
        previousLines,
        "Frequent causes are a missing image, ConfigMap or Secret, and an error at the start of the program. Correct it, or roll back.",
      ],
      firstCommand: { query: "kube_pod_container_status_waiting_reason{$service} == 1" },
      panel: "hosts/container-restarts",
    },
    {
      condition: fixed(latestOf(waiting), "==", 1, {
        when: "the container has waited in the last 5 minutes for a reason other than its start",
      }),
      wait: 600,
      worlds: kubeStateWorlds,
      series: kubeStateWorld,
      proofs: {
        beyond: { waits: "CrashLoopBackOff" },
        inside: {},
        settle: 15,
        recover: 420,
        times: { detects: 0, clears: 330, loses: 330 },
        after: 480,
      },
      quiet: [["a container that is being created", { waits: "ContainerCreating" }]],
    },
  );
