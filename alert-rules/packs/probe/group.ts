import { probeRecordings, warningCheckRecordings } from "./series";
import type { Pack } from "../../pack";
import { certificateExpiresSoon, certificateExpiryThreshold } from "./alerts";
import { probesFailed } from "./alerts-failed";
import { probersDisagree } from "./probers";
import { certificateUnverified } from "./unverified";
import { proofChecks, proofWarningCheck } from "./world";
import { proofService } from "../../proofs/service";

/** Rule pack for checks by blackbox_exporter and Gatus, and for the certificates that blackbox_exporter sees. */
export const probePack: Pack = {
  name: "probes",
  title: "Probes and certificates",
  about: (service) => service.uptime.length > 0,
  when: (facts) => facts.hasProbes,
  thresholds: [certificateExpiryThreshold],
  group: (facts) => ({
    recordings: [...probeRecordings(facts), ...warningCheckRecordings(facts.warningChecks)],
    alerts: [
      ...probesFailed(facts),
      probersDisagree(),
      ...(facts.hasCertificates ? [...certificateExpiresSoon(facts), certificateUnverified()] : []),
    ],
  }),
  proofFacts: {
    hasProbes: true,
    hasPublicProbes: true,
    hasCertificates: true,
    checks: proofChecks,
    warningChecks: [{ service: proofService, name: proofWarningCheck }],
  },
  symptoms: { probe: "visible", certificate: "own" },
  readsOtherTargets: true,
  failedCheck: "ProbeFailed",
};
