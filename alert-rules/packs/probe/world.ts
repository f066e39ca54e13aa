import { probeJob } from "../../../exporters/scrape/probes";
import { gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** Simulated result of one probe. */
export interface ProbeState {
  readonly passes: boolean;
  /** Unix time when the served certificate expires. The simulation starts at 0. Undefined if the handshake failed or there is no TLS. */
  readonly expires?: number;
}

/** URL of the simulated probe. */
export const proofUrl = "https://web.example/health";
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofProbeInstance = { ...proofService, probe: "health", instance: proofUrl } as const;

/** The simulated check whose failure is only a warning, and the identity labels of its alert instance. */
export const proofWarningCheck = "track";
export const proofWarningInstance = { ...proofService, probe: proofWarningCheck, instance: "https://web.example/track" } as const;

/** Simulates the series of one probe, with `up`. In an `undefined` phase, blackbox_exporter does not respond. */
export function probeWorld(
  phases: readonly Phase<ProbeState>[],
  instance: typeof proofProbeInstance | typeof proofWarningInstance = proofProbeInstance,
): RawSeries[] {
  const labels = { job: probeJob, ...instance };
  const map = (of: (state: ProbeState) => number | undefined) => mapPhases(phases, of);
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
      "probe_ssl_last_chain_expiry_timestamp_seconds",
      labels,
      map(({ expires }) => expires),
    ),
    upOf(probeJob, phases, { probe: instance.probe, instance: instance.instance }),
  ];
}
