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
  /** Start time of the container, in seconds since 1970. Default: 1000. */
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
const [node, secondNode] = ["node-1", "node-2"];

const of = (phases: Phases, pick: (state: ContainerState) => number) => mapPhases(phases, pick);

/** Simulates `up` of a job of the kubelet or of kube-state-metrics, with the labels of the tested service. */
const up = (job: string, phases: Phases): RawSeries => upOf(job, phases, { instance: node });

/**
 * Simulates what cAdvisor in the kubelet exposes about one container. In an `undefined` phase, the kubelet does not respond. cAdvisor also
 * reports an earlier cgroup of the container, which has ended. Its limits were lower.
 */
export function containerWorld(phases: Phases, labels: Labels = container): RawSeries[] {
  const ended = { cpu: 0, memory: 0.01, started: 500, killed: 0 } as const;
  const earlier = mapPhases(phases, ({ limits = true }): ContainerState => ({ ...ended, limits }));
  return [
    ...cgroup(phases, { ...labels, id: "/kubepods/pod1/c1" }),
    ...cgroup(earlier, { ...labels, id: "/kubepods/pod1/c0" }, 0.5),
    up(kubeletJobs.containers, phases),
  ];
}

/** Simulates what cAdvisor exposes about one cgroup of a container. `part` is the share of the simulated limits that the cgroup has. */
function cgroup(phases: Phases, labels: Labels, part = 1): RawSeries[] {
  const target = { ...proofService, job: kubeletJobs.containers, instance: node, ...labels };
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
      of(phases, () => part * period),
    ),
    gauge(
      "container_spec_cpu_quota",
      target,
      of(phases, (state) => limited(state, part * quota)),
    ),
    gauge(
      "container_memory_rss",
      target,
      of(phases, ({ memory = 0.5 }) => memory * memoryLimit),
    ),
    gauge(
      "container_spec_memory_limit_bytes",
      target,
      of(phases, (state) => limited(state, part * memoryLimit)),
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

/** Simulates what the kubelet of one node exposes about one volume. */
export const volumeOnNode = (phases: Phases, labels: Labels): RawSeries[] => [...mounted(phases, labels), up(kubeletJobs.volumes, phases)];

/**
 * Simulates what the kubelets of two nodes expose about one volume. The second node, on which another pod uses the volume, still reports
 * the size and the free space from before the volume was enlarged and filled.
 */
export function volumeWorld(phases: Phases, labels: Labels = volume): RawSeries[] {
  const before = mapPhases(phases, (): ContainerState => ({ free: 1, inodes: 1 }));
  return [...volumeOnNode(phases, labels), ...mounted(before, { ...labels, instance: secondNode }, 0.75)];
}

/** Simulates what one kubelet exposes about a volume. `part` is the share of the simulated bytes and inodes that the kubelet reports. */
function mounted(phases: Phases, labels: Labels, part = 1): RawSeries[] {
  const target = { ...proofService, job: kubeletJobs.volumes, instance: node, ...labels };
  const value = (metric: string, pick: (state: ContainerState) => number) =>
    gauge(`kubelet_volume_stats_${metric}`, target, of(phases, pick));
  return [
    value("available_bytes", ({ free = 0.5 }) => free * part * volumeSize),
    value("capacity_bytes", () => part * volumeSize),
    value("inodes_free", ({ inodes = 0.5 }) => inodes * part * inodeCount),
    value("inodes", () => part * inodeCount),
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
