import { quotaRecordings } from "./series";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { declaredRecordings, quotaMissing } from "../target/declared";
import { tenantQuotaHigh } from "./alerts";
import { levelsOf } from "../../thresholds";

/** Limits of services that set none, 0..1. */
export const tenantDefaults = { quotaUsed: { info: 0.8, warning: 0.95, critical: 1 } } as const;

/** Rules of what tenants use. */
export const tenantsGroup = (facts: RuleFacts): RuleGroup => ({
  name: "tenants",
  recordings: [...quotaRecordings(), ...declaredRecordings("quotas", "quota", facts.declared.quotas)],
  alerts: [...tenantQuotaHigh(levelsOf(facts, "quotaUsed", tenantDefaults)), ...(facts.declared.quotas.length > 0 ? [quotaMissing()] : [])],
});
