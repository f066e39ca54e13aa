import { quotaRecordings } from "./series";
import { isApplication, type Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { declaredRecordings, quotaMissing } from "../target/declared";
import { quotaUsedThreshold, tenantQuotaHigh } from "./alerts";
import { proofQuotaInstance } from "./world";

/** Rule pack for the quota usage of tenants. */
export const quotaPack: Pack = {
  name: "tenants",
  title: "Tenants",
  about: (service) => isApplication(service) && service.quotas.length > 0,
  when: (facts) => facts.hasQuotas,
  thresholds: [quotaUsedThreshold],
  group: (facts) => ({
    recordings: [...quotaRecordings(), ...declaredRecordings("quotas", "quota", facts.declared.quotas)],
    alerts: [...tenantQuotaHigh(facts), ...(facts.declared.quotas.length > 0 ? [quotaMissing()] : [])],
  }),
  proofFacts: { hasQuotas: true, declared: { quotas: [{ service: proofService, name: proofQuotaInstance.quota }] } },
  symptoms: { quota: "own", unreported: "consequence" },
};
