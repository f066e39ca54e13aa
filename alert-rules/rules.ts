import { thresholdMetric } from "./condition";
import { mergeRecordings } from "./merge";
import { ownerRecordings } from "./owner";
import type { Recording, RuleGroup } from "./model";
import type { Pack } from "./pack";
import { packs as allPacks } from "./packs";
import type { RuleFacts } from "./rule-facts";
import { objectiveRecordings } from "./objectives";
import { ownThresholdRecording } from "./thresholds";

/** Recordings of services' own thresholds, before every rule that reads them. */
const ownThresholdRecordings = (facts: RuleFacts): Recording[] =>
  facts.ownThresholds
    .map((own) => ({ own, sort: [thresholdMetric(own.key).text, own.service.system, own.service.service, own.severity].join("/") }))
    .sort((a, b) => (a.sort < b.sort ? -1 : 1))
    .map(({ own }) => ownThresholdRecording(own));

/** Every rule group of an environment with these facts, in the order of the packs. Recordings of catalogue data come first. */
export function ruleGroups(facts: RuleFacts, packs: readonly Pack[] = allPacks): RuleGroup[] {
  const groups: RuleGroup[] = [
    {
      name: "thresholds",
      recordings: [...ownerRecordings(facts.services), ...ownThresholdRecordings(facts), ...objectiveRecordings(facts)],
      alerts: [],
    },
    ...packs.filter(({ when }) => when?.(facts) ?? true).map(({ name, group }) => ({ name, ...group(facts) })),
  ];
  return groups
    .filter((group) => group.recordings.length + group.alerts.length > 0)
    .map((group) => ({ ...group, recordings: mergeRecordings(group.recordings) }));
}
