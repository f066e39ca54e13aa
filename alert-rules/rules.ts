import type { RuleFacts } from "./facts";
import { httpGroup } from "./packs/http/group";
import { jobsGroup } from "./packs/job/group";
import { poolsGroup } from "./packs/pool/group";
import { heartbeatGroup, stackGroup } from "./packs/stack/group";
import { postgresGroup } from "./packs/postgres/group";
import { probesGroup } from "./packs/probe/group";
import { redisGroup } from "./packs/redis/group";
import { targetsGroup } from "./packs/target/group";
import { tenantsGroup } from "./packs/quota/group";
import { workerGroup } from "./packs/queue/group";
import { mergeRecordings } from "./merge";
import type { Recording, RuleGroup } from "./model";
import { thresholdMetric, thresholdOverride } from "./thresholds";

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
    stackGroup(facts),
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
