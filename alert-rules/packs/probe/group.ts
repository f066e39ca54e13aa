import { probeRecordings } from "./series";
import type { Pack } from "../../pack";
import { certificateExpiresSoon, certificateExpiryThreshold, probeFailed } from "./alerts";
import { certificateUnverified } from "./unverified";

/** Rule pack for the probes of blackbox_exporter and the certificates that they see. */
export const probePack: Pack = {
  name: "probes",
  title: "Probes and certificates",
  about: (service) => service.uptime.length > 0,
  when: (facts) => facts.hasProbes,
  thresholds: [certificateExpiryThreshold],
  group: (facts) => ({
    recordings: probeRecordings(),
    alerts: [probeFailed(), ...(facts.hasCertificates ? [...certificateExpiresSoon(facts), certificateUnverified()] : [])],
  }),
  proofFacts: { hasProbes: true, hasCertificates: true },
  symptoms: { probe: "visible", certificate: "own" },
  failedCheck: "ProbeFailed",
};
