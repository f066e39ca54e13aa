import type { View } from "../exporters/catalogue/catalogue";
import type { RenderedFile } from "../exporters/emit";
import { factsOf } from "./facts";
import { renderRules } from "./render-rules";
import { renderAlertmanager } from "./routes/render";
import { ruleGroups } from "./rules";

export { renderOperations } from "./operations";

/** Rules and routes of one environment. */
export function renderAlertRules(view: View, folder: string): RenderedFile[] {
  const groups = ruleGroups(factsOf(view));
  const alerts = groups.flatMap((group) => group.alerts);
  return [...renderRules(groups, `${folder}/rules`, view.environment.urls), renderAlertmanager(view, alerts, folder)];
}
