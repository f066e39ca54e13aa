import { probeJob } from "../../../exporters/scrape/probes";
import { gauge, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** Result of one probe. */
export interface ProbeState {
  readonly passes: boolean;
  /** Unix time at which the served certificate expires; the proofs' clock starts at 0. Undefined: the handshake failed, or there is no TLS. */
  readonly expires?: number;
}

/** URL of the proofs' probe. */
export const proofUrl = "https://web.example/health";
/** Identity labels of the alerts in the proofs. */
export const proofProbeInstance = { ...proofService, probe: "health", instance: proofUrl } as const;

/** blackbox_exporter's series of one probe, with `up`. An `undefined` phase is an exporter that does not respond. */
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
