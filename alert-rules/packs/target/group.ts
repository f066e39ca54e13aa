import type { Pack } from "../../pack";
import type { RuleFacts } from "../../rule-facts";
import { proofService } from "../../proofs/service";
import { targetDown, targetDownProof, targetMissing } from "./alerts";
import { targetIsDown } from "./down";
import { expectedRecordings } from "./expected";
import { profileRefused } from "./profile";
import { pushMissing } from "./push";
import { targetRestarting } from "./restarts";
import { returnRecordings } from "./shared";
import { targetSharedByReplicas } from "./shared-alert";
import { downRecordings, targetsDown } from "./share";
import { systemDown, systemRecordings } from "./system";

/**
 * Whether the rule group `http` records `processReturns`. The group records the series if there are HTTP services, so that the group's
 * rates leave out shared targets in the same evaluation.
 */
const httpPackRecordsReturns = ({ kinds }: Pick<RuleFacts, "kinds">): boolean => kinds.has("http");

/**
 * Rule pack for targets that are missing, unreachable, restarting or shared by replicas. It covers all services in the catalogue and the
 * programs of the monitoring stack.
 */
export const targetPack: Pack = {
  name: "targets",
  title: "Targets",
  about: () => true,
  aboutStack: true,
  thresholds: [],
  group: (facts) => ({
    recordings: [
      ...expectedRecordings(facts),
      ...(httpPackRecordsReturns(facts) ? [] : returnRecordings(facts)),
      ...downRecordings(targetIsDown),
      ...systemRecordings(facts),
    ],
    alerts: [
      targetDown(),
      ...targetsDown(),
      targetMissing(),
      targetRestarting(targetDownProof("prom-client")),
      targetSharedByReplicas(targetDownProof("prom-client")),
      ...(facts.pushing.length > 0 ? [pushMissing()] : []),
      ...(facts.discovers ? [profileRefused()] : []),
      ...systemDown(facts),
    ],
  }),
  proofFacts: { services: [proofService], targets: [{ ...proofService, job: "prom-client" }], pushing: [proofService], discovers: true },
  causes: { SystemDown: { system: ["probe", "server", "target"] } },
  symptoms: { target: "own", restarts: "consequence", shared: "own", profile: "own", system: "own" },
};
