import { thresholdMetric } from "./condition";
import { mergeRecordings } from "./merge";
import { ownerRecordings } from "./owner";
import type { Alert, Recording, RuleGroup } from "./model";
import type { Pack } from "./pack";
import { packs as allPacks } from "./packs";
import type { Proofs } from "./proofs/scenario";
import type { RuleFacts } from "./rule-facts";
import { objectiveRecordings } from "./objectives";
import { ownThresholdRecordings } from "./thresholds";
import { waitingRecordings } from "./waiting";

/** Recording rules for the services' own thresholds, in a stable order. */
const sortedThresholds = (facts: RuleFacts): Recording[] =>
  facts.ownThresholds
    .map((own) => ({ own, sort: [thresholdMetric(own.key).text, own.service.system, own.service.service, own.severity].join("/") }))
    .sort((a, b) => (a.sort < b.sort ? -1 : 1))
    .flatMap(({ own }) => ownThresholdRecordings(own));

/** Returns the alert with a function `proofs` that creates the proofs at most once. */
function provenOnce(alert: Alert): Alert {
  let made: Proofs | undefined;
  return { ...alert, proofs: () => (made ??= alert.proofs()) };
}

/** All rule groups of an environment, in the order of the packs. The first group records catalogue data for the other groups. */
export function ruleGroups(facts: RuleFacts, packs: readonly Pack[] = allPacks): RuleGroup[] {
  const groups: RuleGroup[] = [
    {
      name: "thresholds",
      recordings: [...ownerRecordings(facts.services), ...sortedThresholds(facts), ...objectiveRecordings(facts)],
      alerts: [],
    },
    ...packs
      .filter(({ when }) => when?.(facts) ?? true)
      .map(({ name, group, thresholds }) => {
        const { recordings, alerts } = group(facts);
        return { name, recordings: [...recordings, ...waitingRecordings(thresholds, facts)], alerts: alerts.map(provenOnce) };
      }),
  ];
  return groups
    .filter((group) => group.recordings.length + group.alerts.length > 0)
    .map((group) => ({ ...group, recordings: mergeRecordings(group.recordings) }));
}
