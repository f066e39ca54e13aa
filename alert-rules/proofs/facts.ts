import { logStores, traceStores } from "../../exporters/model/environments-schema";
import { serviceKinds } from "../../exporters/model/schema";
import { severities } from "../../exporters/model/thresholds";
import { off } from "../../exporters/model/units";
import { packs, thresholds } from "../packs";
import type { OwnThreshold, RuleFacts } from "../rule-facts";
import { offService, proofService } from "./service";

/**
 * Own thresholds only where there is no default, so the defaults are what is proven. Where there is one, another service has
 * switched it off.
 */
const ownThresholds: readonly OwnThreshold[] = thresholds.flatMap(({ key, defaults, proven }) =>
  severities.map((severity): OwnThreshold => {
    const value = defaults[severity] === undefined ? proven[severity] : undefined;
    return value === undefined ? { key, severity, value: off, service: offService } : { key, severity, value, service: proofService };
  }),
);

const nothing: RuleFacts = {
  kinds: new Set(serviceKinds),
  stores: new Set([...logStores, ...traceStores]),
  httpProfiles: [],
  queueProfiles: [],
  hasPools: false,
  hasQuotas: false,
  hasProbes: false,
  hasCertificates: false,
  declared: { queues: [], pools: [], quotas: [] },
  jobs: [],
  services: [],
  targets: [],
  pushing: [],
  standbys: [],
  objectives: [],
  ownThresholds,
};

/** An environment that has what every pack adds, one of everything, so that the proofs run over every rule there is. */
export const proofFacts: RuleFacts = packs.reduce<RuleFacts>((facts, { proofFacts: { declared, ...more } = {} }) => {
  return { ...facts, ...more, declared: { ...facts.declared, ...declared } };
}, nothing);
