import { probeRecordings } from "./series";
import type { Pack } from "../../pack";
import { certificateExpiresSoon, certificateExpiryThreshold, probeFailed } from "./alerts";
import { probersDisagree } from "./probers";
import { certificateUnverified } from "./unverified";
import { proofCheck } from "./world";

/** Rule pack for the probes of blackbox_exporter and the certificates that they see. */
export const probePack: Pack = {
  name: "probes",
  title: "Probes and certificates",
  about: (service) => service.uptime.length > 0,
  when: (facts) => facts.hasProbes,
  thresholds: [certificateExpiryThreshold],
  group: (facts) => ({
    recordings: probeRecordings(facts),
    alerts: [
      probeFailed(),
      probersDisagree(),
      ...(facts.hasCertificates ? [...certificateExpiresSoon(facts), certificateUnverified()] : []),
    ],
  }),
  proofFacts: { hasProbes: true, hasCertificates: true, checks: [proofCheck] },
  symptoms: { probe: "visible", certificate: "own" },
  failedCheck: "ProbeFailed",
};
