import type { World } from "../../proofs/patterns";
import { counter, gauge, mapPhases, step, type Phase, type RawSeries, type Sample } from "../../proofs/samples";
import { upOf } from "../../proofs/service";
import { stackTarget } from "../stack/world";
import { targetDownProof } from "../target/alerts";

/** Simulated state of one host. */
export interface HostState {
  /** Share of each core's time in use, by core. Default: 10 % of both cores. */
  readonly cores?: readonly [number, number];
  /** Share of each core's time in which it waits for a disk. Default: 0. */
  readonly iowait?: number;
  /** Share of the memory that is available. Default: 50 %. */
  readonly available?: number;
  /** Free share of the file system. Default: 50 %. */
  readonly free?: number;
  /** Bytes per second by which the free space shrinks. Default: 0. */
  readonly fills?: number;
  /** Whether the file system is read-only. Default: false. */
  readonly readonly?: boolean;
  /** Free share of the inodes. With `none`, their number is not fixed. Default: 50 %. */
  readonly inodes?: number | "none";
  /** Mean number of I/O requests that wait or run on the disk. Default: 0.5. */
  readonly requests?: number;
  /** Seconds by which the clock is ahead. Default: 0. */
  readonly ahead?: number;
}

/** Size of the simulated file system in bytes, and its number of inodes. */
const diskSize = 2 ** 36;
const inodeCount = 2 ** 20;
export const fileSystem = { device: "/dev/vda1" } as const;
export const disk = { device: "vda" } as const;

/** The mounts of the file system: the root, and a folder with a quota of which little is used. */
const mounts = [
  { mountpoint: "/", share: 1, free: ({ free = 0.5 }: HostState) => free, inodes: ({ inodes = 0.5 }: HostState) => inodes },
  { mountpoint: "/srv/shared", share: 0.25, free: () => 0.9, inodes: ({ inodes }: HostState) => (inodes === "none" ? inodes : 0.9) },
] as const;

function fileSystems(target: Readonly<Record<string, string>>, phases: readonly Phase<HostState>[]): RawSeries[] {
  const when = (pick: (state: HostState) => number) => mapPhases(phases, pick);
  const filled = counter(
    "",
    {},
    when(({ fills = 0 }) => fills),
  ).samples;
  return mounts.flatMap(({ mountpoint, share, free, inodes }) => {
    const labels = { ...target, ...fileSystem, device_error: "", fstype: "xfs", mountpoint };
    const of = (metric: string, pick: (state: HostState) => number) => gauge(`node_filesystem_${metric}`, labels, when(pick));
    const numbered = (value: number | "none"): number => (value === "none" ? 0 : share * inodeCount * value);
    const available = of("avail_bytes", (state) => free(state) * share * diskSize);
    const lower = (sample: Sample, index: number): Sample => {
      const less = filled[index];
      return share === 1 && typeof sample === "number" && typeof less === "number" ? sample - less : sample;
    };
    return [
      { ...available, samples: available.samples.map(lower) },
      of("size_bytes", () => share * diskSize),
      of("readonly", (state) => Number(state.readonly === true)),
      of("files", (state) => numbered(state.inodes === "none" ? "none" : 1)),
      of("files_free", (state) => numbered(inodes(state))),
    ];
  });
}

/** The time on the host's clock. A scenario begins at time 0. */
function clock(target: Readonly<Record<string, string>>, phases: readonly Phase<HostState>[]): RawSeries {
  const ahead = gauge(
    "node_time_seconds",
    target,
    mapPhases(phases, (state) => state.ahead ?? 0),
  );
  return { ...ahead, samples: ahead.samples.map((sample, index) => (typeof sample === "number" ? sample + index * step : sample)) };
}

/** Memory of the simulated host in bytes. */
const memory = 2 ** 33;

/** Labels of the simulated target. */
export const hostTarget = stackTarget;

/** Simulates the raw series of node_exporter 1.11 for one host. In an `undefined` phase, the exporter does not respond. */
export function hostWorld(phases: readonly Phase<HostState>[], instance: string = hostTarget.instance): RawSeries[] {
  const target = { ...hostTarget, instance };
  const when = (pick: (state: HostState) => number) => mapPhases(phases, pick);
  const coreUse = ({ cores = [0.1, 0.1] }: HostState, core: 0 | 1): number => cores[core];
  const cpu = (core: 0 | 1, mode: string, pick: (state: HostState) => number): RawSeries =>
    counter("node_cpu_seconds_total", { ...target, cpu: String(core), mode }, when(pick));
  return [
    upOf(target.job, phases, { instance }),
    ...([0, 1] as const).flatMap((core) => [
      cpu(core, "user", (state) => coreUse(state, core)),
      cpu(core, "iowait", ({ iowait = 0 }) => iowait),
      cpu(core, "idle", (state) => 1 - coreUse(state, core) - (state.iowait ?? 0)),
    ]),
    gauge(
      "node_memory_MemTotal_bytes",
      target,
      when(() => memory),
    ),
    gauge(
      "node_memory_MemAvailable_bytes",
      target,
      when(({ available = 0.5 }) => available * memory),
    ),
    ...fileSystems(target, phases),
    clock(target, phases),
    counter(
      "node_disk_io_time_weighted_seconds_total",
      { ...target, ...disk },
      when(({ requests = 0.5 }) => requests),
    ),
  ];
}

/** The simulated hosts of the proofs. */
export const hostWorlds: readonly World<HostState>[] = [
  { name: "node_exporter", series: (phases) => hostWorld(phases), successor: targetDownProof("stack") },
];
