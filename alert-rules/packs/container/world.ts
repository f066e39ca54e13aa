import { kubeletJobs, kubeStateJob } from "../../../exporters/scrape/kubelets";
import type { World } from "../../proofs/patterns";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { targetDownProof } from "../target/alerts";

/** Simulated state of one container and its volume. */
export interface ContainerState {
  /** Share of the CPU limit in use. Default: 20 %. */
  readonly cpu?: number;
  /** Share of the memory limit in use. Default: 50 %. */
  readonly memory?: number;
  /** Whether the container has limits. Default: true. */
  readonly limits?: boolean;
  /** Time at which the process started. Default: 1000. */
  readonly started?: number;
  /** Number of restarts until now, as kube-state-metrics counts them. Default: 0. */
  readonly restarts?: number;
  /** Why the container ended the last time. Default: it has not ended. */
  readonly ended?: string;
  /** Processes per second that the kernel kills in the container. Default: 0. */
  readonly killed?: number;
  /** Why the container waits. Default: it runs. */
  readonly waits?: string;
  /** Free share of the volume, and of its inodes. Default: 50 %. */
  readonly free?: number;
  readonly inodes?: number;
}

type Labels = Readonly<Record<string, string>>;
type Phases = readonly Phase<ContainerState>[];

/** Labels of the simulated container and its volume. */
export const container = { namespace: "proof", pod: "web-7d4b9c5f6d-x2x4k", container: "web" } as const;
export const volume = { namespace: "proof", persistentvolumeclaim: "data-web-0" } as const;

/** The limits of the simulated container: half a core and 2 GiB. */
const [period, quota] = [100_000, 50_000];
const memoryLimit = 2 ** 31;
const volumeSize = 2 ** 36;
const inodeCount = 2 ** 20;
const node = "node-1";

const of = (phases: Phases, pick: (state: ContainerState) => number) => mapPhases(phases, pick);

/** Simulates `up` of a job of the kubelet, with the labels of the tested service. */
const up = (job: string, phases: Phases): RawSeries => upOf(job, phases, { instance: node });

/** Simulates what cAdvisor in the kubelet exposes about one container. In an `undefined` phase, the kubelet does not respond. */
export function containerWorld(phases: Phases, labels: Labels = container): RawSeries[] {
  const target = { ...proofService, job: kubeletJobs.containers, instance: node, ...labels, id: "/kubepods/pod1/c1" };
  const limited = ({ limits = true }: ContainerState, value: number): number => (limits ? value : 0);
  return [
    counter(
      "container_cpu_usage_seconds_total",
      { ...target, cpu: "total" },
      of(phases, ({ cpu = 0.2 }) => (cpu * quota) / period),
    ),
    gauge(
      "container_spec_cpu_period",
      target,
      of(phases, () => period),
    ),
    gauge(
      "container_spec_cpu_quota",
      target,
      of(phases, (state) => limited(state, quota)),
    ),
    gauge(
      "container_memory_rss",
      target,
      of(phases, ({ memory = 0.5 }) => memory * memoryLimit),
    ),
    gauge(
      "container_spec_memory_limit_bytes",
      target,
      of(phases, (state) => limited(state, memoryLimit)),
    ),
    gauge(
      "container_start_time_seconds",
      target,
      of(phases, ({ started = 1000 }) => started),
    ),
    counter(
      "container_oom_events_total",
      target,
      of(phases, ({ killed = 0 }) => killed),
    ),
    up(kubeletJobs.containers, phases),
  ];
}

/** Simulates what kube-state-metrics exposes about one container. */
export function kubeStateWorld(phases: Phases, labels: Labels = container): RawSeries[] {
  const target = { ...proofService, job: kubeStateJob, instance: node, ...labels };
  const states = (metric: string, pick: (state: ContainerState) => string | undefined): RawSeries[] =>
    [...new Set(phases.flatMap(({ value }) => (value && pick(value)) ?? []))].map((reason) =>
      gauge(
        metric,
        { ...target, reason },
        of(phases, (state) => Number(pick(state) === reason)),
      ),
    );
  return [
    gauge(
      "kube_pod_container_status_restarts_total",
      target,
      of(phases, ({ restarts = 0 }) => restarts),
    ),
    ...states("kube_pod_container_status_waiting_reason", ({ waits }) => waits),
    ...states("kube_pod_container_status_last_terminated_reason", ({ ended }) => ended),
    up(kubeStateJob, phases),
  ];
}

/** Simulates what the kubelet exposes about one volume. */
export function volumeWorld(phases: Phases, labels: Labels = volume): RawSeries[] {
  const target = { ...proofService, job: kubeletJobs.volumes, instance: node, ...labels };
  const value = (metric: string, pick: (state: ContainerState) => number) =>
    gauge(`kubelet_volume_stats_${metric}`, target, of(phases, pick));
  return [
    value("available_bytes", ({ free = 0.5 }) => free * volumeSize),
    value("capacity_bytes", () => volumeSize),
    value("inodes_free", ({ inodes = 0.5 }) => inodes * inodeCount),
    value("inodes", () => inodeCount),
    up(kubeletJobs.volumes, phases),
  ];
}

const world = (name: string, job: string, series: (phases: Phases) => RawSeries[]): World<ContainerState> => ({
  name,
  series,
  successor: targetDownProof(job, node),
});

/** The simulated containers and volumes of the proofs. */
export const containerWorlds = [world("kubelet", kubeletJobs.containers, (phases) => containerWorld(phases))] as const;
export const kubeStateWorlds = [world("kube-state-metrics", kubeStateJob, (phases) => kubeStateWorld(phases))] as const;
export const volumeWorlds = [world("kubelet", kubeletJobs.volumes, (phases) => volumeWorld(phases))] as const;
