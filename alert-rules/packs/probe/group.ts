import { probeRecordings, warningCheckRecordings } from "./series";
import type { Pack } from "../../pack";
import { certificateExpiresSoon, certificateExpiryThreshold } from "./alerts";
import { probesFailed } from "./alerts-failed";
import { certificateUnverified } from "./unverified";
import { proofWarningCheck } from "./world";
import { proofService } from "../../proofs/service";

/** Rule pack for the probes of blackbox_exporter and the certificates that they see. */
export const probePack: Pack = {
  name: "probes",
  title: "Probes and certificates",
  about: (service) => service.uptime.length > 0,
  when: (facts) => facts.hasProbes,
  thresholds: [certificateExpiryThreshold],
  group: (facts) => ({
    recordings: [...probeRecordings(), ...warningCheckRecordings(facts.warningChecks)],
    alerts: [...probesFailed(facts), ...(facts.hasCertificates ? [...certificateExpiresSoon(facts), certificateUnverified()] : [])],
  }),
  proofFacts: { hasProbes: true, hasCertificates: true, warningChecks: [{ service: proofService, name: proofWarningCheck }] },
  symptoms: { probe: "visible", certificate: "own" },
  failedCheck: "ProbeFailed",
};
