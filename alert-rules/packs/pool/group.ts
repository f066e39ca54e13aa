import { poolRecordings } from "./series";
import { isApplication, type Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { declaredRecordings, poolMissing } from "../target/declared";
import { connectionPoolExhausted, connectionPoolTimeouts, poolUsedHigh, poolUsedThreshold } from "./alerts";
import { proofPool } from "./world";

/** Rule pack for the connection pools of applications. */
export const poolPack: Pack = {
  name: "pools",
  title: "Connection pools",
  about: (service) => isApplication(service) && service.pools.length > 0,
  when: (facts) => facts.hasPools,
  thresholds: [poolUsedThreshold],
  group: (facts) => ({
    recordings: [...poolRecordings(), ...declaredRecordings("pools", "pool", facts.declared.pools)],
    alerts: [
      connectionPoolExhausted(),
      connectionPoolTimeouts(),
      ...poolUsedHigh(facts),
      ...(facts.declared.pools.length > 0 ? [poolMissing()] : []),
    ],
  }),
  proofFacts: { hasPools: true, declared: { pools: [{ service: proofService, name: proofPool }] } },
  causes: { ConnectionPoolExhausted: { here: ["pool-used", "pool-timeouts"], same: ["pool"] } },
  symptoms: { "pool-used": "consequence", "pool-waiting": "consequence", "pool-timeouts": "consequence", unreported: "consequence" },
};
