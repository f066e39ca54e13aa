import type { View } from "../exporters/model/catalogue";
import { CatalogueError } from "../exporters/model/problems";
import type { RenderedFile } from "../exporters/emit";
import { factsOf } from "./facts";
import { checkEffectiveThresholds } from "./effective";
import { renderRules } from "./render-rules";
import { renderAlertmanager } from "./routes/render";
import { ruleGroups } from "./rules";
import { sentryLink } from "../exporters/sentry/links";

export { renderOperations } from "./runbook/operations";

/**
 * Renders the rules and the Alertmanager configuration of one environment. Throws a CatalogueError if a threshold of a service, an owner's
 * working hours, the platform's owner or the dead man's switch is not valid.
 */
export function renderAlertRules(view: View, folder: string): RenderedFile[] {
  const problems = checkEffectiveThresholds(view);
  if (problems.length > 0) throw new CatalogueError(problems);
  const groups = ruleGroups(factsOf(view));
  const alerts = groups.flatMap((group) => group.alerts);
  return [
    ...renderRules(groups, `${folder}/rules`, { ...view.environment.urls, errors: sentryLink(view) }),
    renderAlertmanager(view, alerts, folder),
  ];
}
