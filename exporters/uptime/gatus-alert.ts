import type { TargetLabels } from "../scrape/targets";

/** Name of Gatus' alert; `ProbeFailed` is Prometheus' alert for the same check. */
export const uptimeAlertName = "UptimeCheckFailed";

/** Settings of Gatus' alert for a failing check. */
export interface UptimeAlert {
  readonly labels: TargetLabels & { readonly probe: string; readonly instance: string };
  /** The effect on users or the business. */
  readonly impact: string;
  readonly links: { readonly runbook_url: string; readonly dashboard_url: string };
  /** Consecutive failures before it is sent. */
  readonly failures: number;
}

/**
 * Alertmanager resolves an alert that is not sent again within its resolve timeout (15 minutes), so Gatus repeats it. An alert whose
 * check was removed, or whose Gatus stopped, resolves by itself.
 */
const repeat = "5m";

/** Gatus' alert for one check: the full request body for Alertmanager, so that its labels match all other alerts. */
export function gatusAlert({ labels, impact, links, failures }: UptimeAlert): object {
  const alert = {
    labels: { alertname: uptimeAlertName, severity: "critical", symptom: "probe", ...labels, checked_by: "gatus" },
    annotations: {
      summary: `${labels.system}/${labels.service}: check ${labels.probe} of ${labels.instance} fails in Gatus`,
      impact,
      ...links,
    },
  };
  // Gatus replaces the placeholder with nothing, or with the alert's end time.
  const body = `[${JSON.stringify(alert).slice(0, -1)}[ALERT_TRIGGERED_OR_RESOLVED]}]`;
  return {
    type: "custom",
    "failure-threshold": failures,
    "success-threshold": 1,
    "send-on-resolved": true,
    "minimum-reminder-interval": repeat,
    "provider-override": { body },
  };
}
