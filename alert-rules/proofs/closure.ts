import { readsOf } from "../condition";
import { hasOwner, serviceOwner } from "../owner";
import type { Alert, Recording, RuleGroup } from "../model";
import { isCatalogueData } from "./catalogue";
import { scenariosOf } from "./promtool";

/** What the promtool unit tests ("proofs") of one alert need. */
export interface ForProofs {
  /**
   * The alerts that the tests check, and the recording rules that these alerts read directly or indirectly. Other rules are omitted,
   * because promtool evaluates every rule at every step.
   */
  readonly rules: RuleGroup;
  /** Recording rules for the catalogue data that `rules` reads. In the tests, input series replace these recording rules. */
  readonly catalogue: readonly Recording[];
}

export function forProofs(alert: Alert, groups: readonly RuleGroup[]): ForProofs {
  const checked = new Set(scenariosOf(alert).flatMap((scenario) => scenario.checks.map((check) => `${check.alert}/${check.severity}`)));
  const alerts = groups.flatMap((group) => group.alerts.filter((other) => checked.has(`${other.name}/${other.severity}`)));
  const recordings = recordingsFor(alerts, groups);
  return {
    rules: {
      name: `${alert.name}.${alert.severity}`,
      recordings: recordings.filter((recording) => !isCatalogueData(recording)),
      alerts,
    },
    catalogue: recordings.filter(isCatalogueData),
  };
}

/** All recording rules that the alerts read directly or indirectly, in evaluation order. */
export function recordingsFor(alerts: readonly Alert[], groups: readonly RuleGroup[]): readonly Recording[] {
  const recordings = groups.flatMap((group) => [...group.recordings]);
  const byName = new Map<string, Recording[]>();
  for (const recording of recordings) byName.set(recording.record.text, [...(byName.get(recording.record.text) ?? []), recording]);

  const needed = new Set<string>();
  const visit = (name: string): void => {
    const made = byName.get(name);
    if (made === undefined || needed.has(name)) return;
    needed.add(name);
    for (const recording of made) for (const read of recording.expr.metrics) visit(read);
  };
  for (const alert of alerts) for (const read of [...readsOf(alert), ...(hasOwner(alert) ? [serviceOwner.text] : [])]) visit(read);
  return recordings.filter((recording) => needed.has(recording.record.text));
}
