import { probeJob, publicProbeJob } from "../../../exporters/scrape/probes";
import { stackJob } from "../../../exporters/scrape/targets";
import type { DeclaredCheck } from "../../rule-facts";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
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

/** Key in Gatus of the check whose failure is only a warning. */
export const proofWarningKey = `proof_web-${proofWarningCheck}`;
/** The critical check in the proofs. */
export const proofCheck: DeclaredCheck = { service: proofService, probe: "health", url: proofUrl, key: "proof_web-health" };
/** All checks in the proofs. */
export const proofChecks: readonly DeclaredCheck[] = [
  proofCheck,
  { service: proofService, probe: proofWarningCheck, url: proofWarningInstance.instance, key: proofWarningKey },
];
/** Labels of the simulated Gatus. */
export const proofGatus = { ...proofService, service: "gatus", job: stackJob, instance: "gatus:8080" } as const;

/** Simulated result of a check in Gatus. `hangs` means that Gatus still exposes a success, but runs no checks. */
export type GatusState = "passes" | "fails" | "hangs";

/**
 * Simulates one check that Gatus runs once a minute, including `up`. In an `undefined` phase, Gatus does not respond. `by` holds the labels
 * of Gatus as a target. Default: the labels of the stack's Gatus.
 */
export function gatusWorld(
  phases: readonly Phase<GatusState>[],
  {
    key = proofCheck.key,
    by = proofGatus,
  }: { readonly key?: string; readonly by?: Readonly<Record<keyof typeof proofGatus, string>> } = {},
): RawSeries[] {
  const labels = { ...by, group: "proof", name: "web health", key, type: "HTTP" };
  const results = (success: boolean, counted: GatusState) =>
    counter(
      "gatus_results_total",
      { ...labels, success: String(success) },
      mapPhases(phases, (state) => (state === counted ? 1 / 60 : 0)),
    );
  return [
    gauge(
      "gatus_results_endpoint_success",
      labels,
      mapPhases(phases, (state) => (state === "fails" ? 0 : 1)),
    ),
    results(true, "passes"),
    results(false, "fails"),
    upOf(by.job, phases, { service: by.service, instance: by.instance }),
  ];
}

/** Simulates blackbox_exporter's probe of the public URL of a check. The value of each phase says whether the probe passes. */
export function publicProbeWorld(
  phases: readonly Phase<boolean>[],
  check: { readonly probe: string } = proofProbeInstance,
  host = "shop.example",
): RawSeries[] {
  const at = { ...proofService, probe: check.probe, instance: `https://${host}/${check.probe}` };
  return [
    gauge(
      "probe_success",
      { job: publicProbeJob, ...at },
      mapPhases(phases, (passes) => (passes ? 1 : 0)),
    ),
    upOf(publicProbeJob, phases, { probe: at.probe, instance: at.instance }),
  ];
}

/** Simulates the series of one probe of blackbox_exporter, including `up`. In an `undefined` phase, blackbox_exporter does not respond. */
export function probeWorld(
  phases: readonly Phase<ProbeState>[],
  instance: Readonly<Record<keyof typeof proofProbeInstance, string>> = proofProbeInstance,
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
