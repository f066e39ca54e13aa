import { probeRecordings } from "./series";
import type { Pack } from "../../pack";
import { certificateExpiresSoon, certificateExpiryThreshold, probeFailed } from "./alerts";

const failed = ["ProbeFailed"] as const;

/** The checks from outside. */
export const probePack: Pack = {
  name: "probes",
  title: "Probes and certificates",
  about: (service) => service.uptime.length > 0,
  when: (facts) => facts.hasProbes,
  thresholds: [certificateExpiryThreshold],
  group: (facts) => ({
    recordings: probeRecordings(),
    alerts: [probeFailed(), ...(facts.hasCertificates ? certificateExpiresSoon(facts) : [])],
  }),
  proofFacts: { hasProbes: true, hasCertificates: true },
  symptoms: { probe: "consequence", certificate: "own" },
  down: { http: failed, worker: failed, postgres: failed, redis: failed, external: failed },
};
