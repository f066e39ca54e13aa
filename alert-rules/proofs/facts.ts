import { logStores, traceStores } from "../../exporters/model/environments-schema";
import { serviceKinds } from "../../exporters/model/schema";
import { countsOf, severities } from "../../exporters/model/thresholds";
import { off } from "../../exporters/model/units";
import { packs, thresholds } from "../packs";
import type { OwnThreshold, RuleFacts } from "../rule-facts";
import { waitAt } from "../condition";
import {
  countedService,
  groupedRoutes,
  groupedService,
  longerBy,
  namesakesOf,
  offService,
  patientService,
  proofService,
  rareService,
} from "./service";

/**
 * Services' own thresholds in the alerts' unit tests ("proofs"). The tested service sets its own threshold only at severities without a
 * default, so that the defaults are tested too. Its namesakes (`namesakesOf`) disable every alert. `service.ts` describes the other
 * services.
 */
const ownThresholds: readonly OwnThreshold[] = thresholds.flatMap(({ key, by, defaults, proven, waits }) =>
  severities.flatMap((severity): OwnThreshold[] => {
    const value = defaults[severity] === undefined ? proven[severity] : undefined;
    const same = value ?? defaults[severity];
    const counts = countsOf(key);
    return [
      ...(same === undefined || counts === undefined
        ? []
        : [
            { key, severity, value: same, service: countedService, least: counts.least },
            { key, severity, value: same, service: rareService, least: 1e9 },
          ]),
      ...(same === undefined
        ? []
        : [{ key, severity, value: same, service: patientService, wait: waitAt(waits, severity) + longerBy[severity] }]),
      ...(same === undefined || by.length === 0 ? [] : [{ key, severity, value: same, service: groupedService, routes: groupedRoutes }]),
      ...(value === undefined
        ? []
        : [patientService, rareService].flatMap(namesakesOf).map((service): OwnThreshold => ({ key, severity, value, service }))),
      value === undefined ? { key, severity, value: off, service: offService } : { key, severity, value, service: proofService },
      ...namesakesOf(proofService).map((service): OwnThreshold => ({ key, severity, value: off, service })),
    ];
  }),
);

const nothing: RuleFacts = {
  kinds: new Set(serviceKinds),
  discovers: false,
  discoversHttp: false,
  acceptsFromOutside: false,
  hasBrowsers: false,
  readsLogFiles: false,
  watchesHosts: false,
  watchesContainers: false,
  readsKubeState: false,
  stores: new Set([...logStores, ...traceStores]),
  samplesTraces: false,
  httpProfiles: [],
  queueProfiles: [],
  hasPools: false,
  hasQuotas: false,
  hasProbes: false,
  hasPublicProbes: false,
  hasCertificates: false,
  declared: { queues: [], pools: [], quotas: [], runs: [], loops: [], workerGroups: [], streams: [] },
  hasHashedRuns: false,
  countedRuns: [],
  calls: [],
  ai: [],
  lighthouse: [],
  checks: [],
  jobs: [],
  warningChecks: [],
  services: [],
  targets: [],
  pushing: [],
  standbys: [],
  replicas: [],
  redisReplicas: [],
  queueWorkers: [],
  queueStores: [],
  logPatterns: [],
  objectives: [],
  ownThresholds,
};

/** Facts about a simulated environment that has every rule pack, so that the proofs cover every rule. */
export const proofFacts: RuleFacts = packs.reduce<RuleFacts>((facts, { proofFacts: { declared, ...more } = {} }) => {
  return { ...facts, ...more, declared: { ...facts.declared, ...declared } };
}, nothing);
