import type { World } from "../../proofs/patterns";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
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
    gauge("node_memory_MemTotal_bytes", target, when(() => memory)),
    gauge("node_memory_MemAvailable_bytes", target, when(({ available = 0.5 }) => available * memory)),
  ];
}

/** The simulated hosts of the proofs. */
export const hostWorlds: readonly World<HostState>[] = [
  { name: "node_exporter", series: (phases) => hostWorld(phases), successor: targetDownProof("stack") },
];
