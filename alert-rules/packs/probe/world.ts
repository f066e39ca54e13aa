import { probeJob } from "../../../exporters/scrape/probes";
import { gauge, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** What one check from outside finds. */
export interface ProbeState {
  readonly passes: boolean;
  /** Unix time at which the served certificate expires; the proofs' clock starts at 0. Without one the handshake failed, or there is none. */
  readonly expires?: number;
}

/** URL of the proofs' check. */
export const proofUrl = "https://web.example/health";
/** Identity of what the proofs raise. */
export const proofProbeInstance = { ...proofService, probe: "health", instance: proofUrl } as const;

/** blackbox_exporter's series of one check, with `up`. `undefined` phases are an exporter that does not answer. */
export function probeWorld(phases: readonly Phase<ProbeState>[]): RawSeries[] {
  const labels = { job: probeJob, ...proofProbeInstance };
  const map = (of: (state: ProbeState) => number | undefined) =>
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? undefined : of(phase.value) }));
  return [
    gauge(
      "probe_success",
      labels,
      map(({ passes }) => (passes ? 1 : 0)),
    ),
    gauge(
      "probe_duration_seconds",
      labels,
      map(({ passes }) => (passes ? 0.1 : 5)),
    ),
    gauge(
      "probe_ssl_earliest_cert_expiry",
      labels,
      map(({ expires }) => expires),
    ),
    upOf(probeJob, phases, { probe: proofProbeInstance.probe, instance: proofUrl }),
  ];
}
