import { dashboardUid, runbookAnchor } from "../exporters/model/naming";
import { yamlFile, type RenderedFile } from "../exporters/emit";
import { expressionOf } from "./condition";
import { hasOwner, ownerLabel } from "./owner";
import type { Alert, Recording, RuleGroup } from "./model";
import { panelNumbers } from "./panel-ids";

/** URLs from which the links in an alert's annotations are made. */
export interface Links {
  /** Base URL of Grafana. */
  readonly grafana: string;
  /** URL of the rendered `docs/OPERATIONS.md`. */
  readonly runbooks: string;
  /** URL template for the errors of the alert's service in Sentry. Absent if the environment does not use Sentry. */
  readonly errors?: string | undefined;
}

const variables = ["system", "environment", "service"] as const;

/** URL template that opens the alert's panel, with the dashboard's variables set from the alert's labels. */
export function panelUrl(alert: Pick<Alert, "panel" | "identity">, grafana: string): string {
  const [dashboard = ""] = alert.panel.split("/");
  const set = variables.filter((name) => alert.identity.includes(name)).map((name) => `&var-${name}={{ $labels.${name} | urlquery }}`);
  return `${grafana}/d/${dashboardUid(dashboard)}?viewPanel=${panelNumbers[alert.panel]}${set.join("")}`;
}

/** The annotations of an alert: texts and links for its notifications. */
const annotationsOf = (alert: Alert, links: Links): object => ({
  summary: alert.summary.source,
  impact: alert.impact,
  dashboard_url: panelUrl(alert, links.grafana),
  runbook_url: `${links.runbooks}#${runbookAnchor(alert.name)}`,
  ...(alert.symptom === "errors" && links.errors !== undefined ? { sentry_url: links.errors } : {}),
});

function alertRule(alert: Alert, links: Links | undefined): object {
  return {
    alert: alert.name,
    expr: expressionOf(alert).text,
    ...(alert.for === undefined ? {} : { for: alert.for.text }),
    ...(alert.keepFiringFor === undefined ? {} : { keep_firing_for: alert.keepFiringFor.text }),
    labels: { severity: alert.severity, symptom: alert.symptom, ...alert.labels, ...(hasOwner(alert) ? { owner: ownerLabel } : {}) },
    ...(links === undefined ? {} : { annotations: annotationsOf(alert, links) }),
  };
}

const recordingRule = (recording: Recording): object => ({
  record: recording.record.text,
  expr: recording.expr.text,
  ...(recording.labels === undefined ? {} : { labels: recording.labels }),
});

/**
 * Renders one file per group. Prometheus evaluates a group in order, so recording rules come before the alerts that read them. Without
 * links, the alerts have no annotations: proofs do not check them, and promtool would expand their templates at every evaluation.
 */
export function renderRules(groups: readonly RuleGroup[], folder: string, links?: Links): RenderedFile[] {
  return groups.map((group) =>
    yamlFile(`${folder}/${group.name}.rules.yml`, "alert-rules/", {
      groups: [
        { name: group.name, rules: [...group.recordings.map(recordingRule), ...group.alerts.map((alert) => alertRule(alert, links))] },
      ],
    }),
  );
}
