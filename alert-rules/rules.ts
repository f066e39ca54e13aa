import type { RuleFacts } from "./facts";
import { httpGroup } from "./kinds/http";
import { jobsGroup } from "./kinds/jobs";
import { poolsGroup } from "./kinds/pools";
import { heartbeatGroup, stackGroup } from "./kinds/stack";
import { postgresGroup } from "./kinds/postgres";
import { probesGroup } from "./kinds/probes";
import { redisGroup } from "./kinds/redis";
import { targetsGroup } from "./kinds/targets";
import { tenantsGroup } from "./kinds/tenants";
import { workerGroup } from "./kinds/worker";
import { mergeRecordings } from "./merge";
import type { Recording, RuleGroup } from "./model";
import { thresholdMetric, thresholdOverride } from "./symptoms/threshold";

/** Limits that services set themselves, before everything that reads them. */
const overrides = (facts: RuleFacts): Recording[] =>
  facts.overrides
    .map((override) => ({
      override,
      sort: [thresholdMetric(override.key).text, override.service.system, override.service.service, override.severity].join("/"),
    }))
    .sort((a, b) => (a.sort < b.sort ? -1 : 1))
    .map(({ override }) => thresholdOverride(override.key, override.severity, override.value, override.service));

/** Every rule group of an environment with these facts, by name. */
export function ruleGroups(facts: RuleFacts): RuleGroup[] {
  const has = (kind: Parameters<RuleFacts["kinds"]["has"]>[0]) => facts.kinds.has(kind);
  const groups: RuleGroup[] = [
    { name: "thresholds", recordings: overrides(facts), alerts: [] },
    heartbeatGroup(),
    stackGroup(),
    targetsGroup(facts),
    ...(has("http") ? [httpGroup(facts)] : []),
    ...(has("worker") ? [workerGroup(facts)] : []),
    ...(facts.hasPools ? [poolsGroup(facts)] : []),
    ...(facts.hasQuotas ? [tenantsGroup(facts)] : []),
    ...(facts.jobs.length > 0 ? [jobsGroup(facts)] : []),
    ...(facts.hasProbes ? [probesGroup(facts)] : []),
    ...(has("postgres") ? [postgresGroup(facts)] : []),
    ...(has("redis") ? [redisGroup(facts)] : []),
  ];
  return groups
    .filter((group) => group.recordings.length + group.alerts.length > 0)
    .map((group) => ({ ...group, recordings: mergeRecordings(group.recordings) }));
}
