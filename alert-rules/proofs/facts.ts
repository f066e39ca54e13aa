import { logStores, traceStores } from "../../exporters/model/environments-schema";
import { serviceKinds } from "../../exporters/model/schema";
import { httpProfiles, type HttpProfileId } from "../../exporters/instrumentation/http";
import { queueProfiles, type QueueProfileId } from "../../exporters/instrumentation/queue";
import type { RuleFacts } from "../facts";
import { proofOverrides } from "./limits";
import { proofService } from "../packs/http/world";
import { proofHeartbeat, proofJobSeconds } from "../packs/job/world";
import { proofPool } from "../packs/pool/world";
import { proofQueue } from "../packs/queue/world";
import { proofQuotaInstance } from "../packs/quota/world";

/**
 * An environment that has one of everything, so that the proofs run over every rule there is. Its service sets limits of its own
 * only where there is no default, so the defaults are what is proven.
 */
export const proofFacts: RuleFacts = {
  kinds: new Set(serviceKinds),
  stores: new Set([...logStores, ...traceStores]),
  httpProfiles: Object.keys(httpProfiles) as HttpProfileId[],
  queueProfiles: Object.keys(queueProfiles) as QueueProfileId[],
  hasPools: true,
  hasQuotas: true,
  hasProbes: true,
  declared: {
    queues: [{ service: proofService, name: proofQueue }],
    pools: [{ service: proofService, name: proofPool }],
    quotas: [{ service: proofService, name: proofQuotaInstance.quota }],
  },
  jobs: (["critical", "warning"] as const).map((severity) => ({
    service: proofService,
    name: severity,
    heartbeat: proofHeartbeat(severity),
    seconds: proofJobSeconds,
    severity,
  })),
  targets: [{ ...proofService, job: "prom-client" }],
  pushing: [proofService],
  standbys: [{ service: { ...proofService, service: "primary" }, count: 1 }],
  overrides: proofOverrides,
};
