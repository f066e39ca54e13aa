import { factsOf } from "../../../alert-rules/facts";
import type { Alert } from "../../../alert-rules/model";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { renderAlertmanager } from "../../../alert-rules/routes/render";
import { ruleGroups } from "../../../alert-rules/rules";
import { loadCatalogue, type View } from "../../../exporters/model/catalogue";
import { environments, owners, systems } from "../../fixtures/catalogue";
import type { EnvironmentId } from "./expected";

export const catalogue = loadCatalogue({ systems, owners, environments });

/** Every alert that the rule packs define, including alerts that no environment needs. */
export const everyAlert: readonly Alert[] = ruleGroups(proofFacts).flatMap((group) => group.alerts);

export const rendered = (view: View): string =>
  renderAlertmanager(
    view,
    ruleGroups(factsOf(view)).flatMap((group) => group.alerts),
    "rendered",
  ).content;

const cache = new Map<EnvironmentId, string>();

/** The `alertmanager.yml` that is rendered for an environment of the fixture catalogue. */
export function renderedOf(id: EnvironmentId): string {
  const text = cache.get(id) ?? rendered(catalogue.view(id));
  cache.set(id, text);
  return text;
}
