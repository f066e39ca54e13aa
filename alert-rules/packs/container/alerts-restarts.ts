import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { firesInstead, moments, nonEmpty, type World } from "../../proofs/patterns";
import { gone, hold, type Phase } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { minutes } from "../../promql";
import { text, value } from "../../template";
import { containerName, describePod, previousLines } from "./make";
import { restarts } from "./series";
import { container, containerWorlds, kubeStateWorld, kubeStateWorlds, type ContainerState } from "./world";

/** The alert fires above this number of restarts in 15 minutes, as `TargetRestarting` does. */
const most = 2;
const name = "ContainerRestarting";
const { fires, quiet, edges } = moments(name, "warning", { ...proofService, ...container });

/** Phases of these lengths in seconds. The container restarts at the start of each phase except the first. */
const restarting = (...periods: readonly number[]): Phase<ContainerState>[] => {
  let now = 0;
  return periods.map((seconds, index) => {
    const phase = hold(seconds, { started: 1000 + now, restarts: index });
    now += seconds;
    return phase;
  });
};

const calm = 900;
const worlds: readonly World<ContainerState>[] = [...containerWorlds, ...kubeStateWorlds];
const each = (title: string, phases: readonly Phase<ContainerState>[], checks: (world: World<ContainerState>) => Scenario["checks"]) =>
  worlds.map((world) => ({ title: `${name} ${title} (${world.name})`, series: world.series(phases), checks: checks(world) }));

const proofs = (): Proofs => ({
  fires: nonEmpty([
    ...each("fires with the third restart in 15 minutes", restarting(calm, 180, 180, 900), () => [
      quiet(calm + 345),
      fires(calm + 420),
      fires(calm + 690),
    ]),
    ...each("fires for a container that is killed eight times in 160 seconds", restarting(calm, 15, 15, 30, 15, 15, 30, 15, 600), () => [
      quiet(885),
      fires(calm + 120),
      fires(calm + 600),
    ]),
  ]),
  quiet: nonEmpty([
    {
      title: `${name} is quiet for a pod of a StatefulSet that is replaced twice, whose count begins at 0 again (kube-state-metrics)`,
      series: kubeStateWorld([5, 0, 3, 0].map((restarts, index) => hold(index === 0 ? calm : 180, { restarts }))),
      checks: [quiet(1065), quiet(1245), quiet(1425)],
    },
    ...each("is quiet for two restarts in 15 minutes", restarting(calm, 300, 1200), () => [quiet(885), quiet(1260), quiet(2385)]),
    ...each("is quiet for a container that restarts once in six minutes", restarting(600, 480, 480, 480, 480, 480), () => [
      quiet(1200),
      quiet(1700),
      quiet(2985),
    ]),
  ]),
  resolves: nonEmpty(
    each("resolves when the container has stayed up", restarting(calm, 180, 180, 2400), () => [
      fires(1400),
      quiet(3000),
      quiet(3645),
      ...edges(calm + 360, calm + 885 + 300),
    ]),
  ),
  noData: nonEmpty(
    each("leaves a kubelet without data to TargetDown", [...restarting(calm, 180, 180, 300), gone(1800)], (world) => [
      fires(1500),
      quiet(3345),
      ...(world.successor === undefined ? [] : [firesInstead(world.successor, 3345)]),
    ]),
  ),
});

/** Alert for a container that restarts repeatedly. Unlike `TargetRestarting`, it needs no metrics of the program. */
export const containerRestarting = (): Alert => ({
  name,
  symptom: "container-restarts",
  severity: "warning",
  condition: fixed(restarts, ">", most),
  for: undefined,
  keepFiringFor: minutes(5),
  identity: [...identity, ...Object.keys(container)],
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${containerName} restarted ${value("count")} times in 15 minutes`,
  impact: "Requests and jobs that run during a restart fail. Between restarts, the program may look healthy.",
  firstSteps: [
    previousLines,
    describePod,
    "Compare the first restart with the last deployment and with changes of configuration and secrets. If they coincide, roll back.",
  ],
  firstCommand: { query: "container:restarts:count15m{$service}" },
  panel: "hosts/container-restarts",
  proofs,
});
