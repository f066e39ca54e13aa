import type { TargetLabels } from "../scrape/targets";

/** Name of what Gatus tells Alertmanager; `ProbeFailed` is what Prometheus tells of the same check. */
export const uptimeAlertName = "UptimeCheckFailed";

/** A failing check, as Alertmanager is told of it. */
export interface UptimeAlert {
  readonly labels: TargetLabels & { readonly probe: string; readonly instance: string };
  /** What users or the business notice. */
  readonly impact: string;
  readonly links: { readonly runbook_url: string; readonly dashboard_url: string };
  /** Failures in a row before it is told. */
  readonly failures: number;
}

/**
 * Alertmanager forgets an alert that is not told again within its resolve timeout (15 minutes), so Gatus repeats it; an alert whose
 * check was removed, or whose Gatus died, ends by itself.
 */
const repeat = "5m";

/** Gatus' alert of one check: the whole of what Alertmanager is sent, so that its labels are the same as everywhere. */
export function gatusAlert({ labels, impact, links, failures }: UptimeAlert): object {
  const alert = {
    labels: { alertname: uptimeAlertName, severity: "critical", symptom: "probe", ...labels, checked_by: "gatus" },
    annotations: {
      summary: `${labels.system}/${labels.service}: check ${labels.probe} of ${labels.instance} fails, as Gatus sees it`,
      impact,
      ...links,
    },
  };
  // The placeholder becomes nothing, or the end of the alert.
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
