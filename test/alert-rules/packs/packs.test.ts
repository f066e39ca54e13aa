import { thresholdSpecs } from "../../../exporters/model/thresholds";
import type { Pack } from "../../../alert-rules/pack";
import { defaultsOf, packs, thresholds } from "../../../alert-rules/packs";
import { deadMansSwitch } from "../../../alert-rules/packs/stack/heartbeat";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { ruleGroups } from "../../../alert-rules/rules";

it("every threshold that services can set belongs to exactly one rule pack", () => {
  expect(thresholds.map(({ key }) => key).sort()).toEqual(Object.keys(thresholdSpecs).sort());
});

it("the default thresholds are those of the rule packs, in base units", () => {
  expect(Object.fromEntries(thresholds.map(({ key }) => [key, defaultsOf(key)]))).toEqual({
    latencyP50: {},
    latencyP95: { warning: 1, critical: 2 },
    errorRatio: { warning: 0.01, critical: 0.05 },
    callErrorRatio: { warning: 0.05, critical: 0.5 },
    callLatencyP95: {},
    rateLimitLeft: { warning: 0.2 },
    runFailureRatio: { critical: 0.5 },
    runAge: { warning: 900 },
    loopAge: { critical: 120 },
    loopItemAge: {},
    workersBusy: { warning: 0.9 },
    aiFailures: { warning: 3, critical: 5 },
    aiErrorRatio: { warning: 0.2 },
    aiLatencyP95: {},
    clientErrorRatio: { warning: 0.05 },
    lighthouseAge: { warning: 604800 },
    streamAbnormalRatio: { warning: 0.1 },
    streamSilence: {},
    queueDepth: { warning: 50, critical: 100 },
    oldestJobAge: { warning: 300, critical: 900 },
    jobFailureRatio: { critical: 0.5 },
    connectionsUsed: { warning: 0.8, critical: 0.95 },
    poolUsed: { warning: 0.8, critical: 0.95 },
    replicationLag: { warning: 30, critical: 300 },
    queryMean: { warning: 0.5 },
    transactionAge: { warning: 1800 },
    redisMemory: { warning: 0.8, critical: 0.95 },
    redisLatency: { warning: 0.05 },
    quotaUsed: { info: 0.8, warning: 0.95, critical: 1 },
    certificateExpiry: { warning: 1_209_600, critical: 259_200 },
  });
});

it.each(packs.map((pack) => [pack.name, pack] as const))("%s assigns a role to each symptom of its alerts and to no other", (_, pack) => {
  const symptoms = [...new Set(pack.group(proofFacts).alerts.map(({ symptom }) => symptom))].sort();
  expect(Object.keys(pack.symptoms).sort()).toEqual(symptoms);
});

it.each(packs.map((pack) => [pack.name, pack] as const))("%s has alerts for each threshold that it names and for no other", (_, pack) => {
  const compared = pack.group(proofFacts).alerts.flatMap(({ condition }) => (condition.type === "threshold" ? [condition.key] : []));
  expect([...new Set(compared)].sort()).toEqual(pack.thresholds.map(({ key }) => key).sort());
});

it("a new rule pack needs one entry in the list, and is rendered only for environments that need it", () => {
  const madeUp: Pack = {
    name: "made-up",
    title: "Made up",
    about: () => true,
    when: (facts) => facts.hasPools,
    thresholds: [],
    group: () => ({ recordings: [], alerts: [deadMansSwitch()] }),
    symptoms: { heartbeat: "own" },
  };
  const names = (hasPools: boolean) => ruleGroups({ ...proofFacts, hasPools }, [madeUp]).map(({ name }) => name);
  expect(names(true)).toEqual(["thresholds", "made-up"]);
  expect(names(false)).toEqual(["thresholds"]);
});
