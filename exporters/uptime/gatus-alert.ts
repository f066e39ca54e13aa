import type { UptimeCheck } from "../model/uptime-schema";
import type { TargetLabels } from "../scrape/targets";

/** Name of every alert that Gatus sends. For a failing check, Prometheus sends the alert `ProbeFailed`. */
export const uptimeAlertName = "UptimeCheckFailed";

/** Settings of an alert that Gatus sends: for a failing check, a failing program of the stack, or a missing heartbeat. */
export interface UptimeAlert {
  readonly labels: TargetLabels & { readonly probe: string; readonly instance: string };
  readonly severity: UptimeCheck["severity"];
  /** Effect on users or the business. */
  readonly impact: string;
  readonly links: { readonly runbook_url: string; readonly dashboard_url: string };
  /** Consecutive failures before Gatus sends the alert. */
  readonly failures: number;
}

/**
 * Interval at which Gatus repeats a firing alert. Alertmanager resolves an alert that is not repeated for 15 minutes (`resolve_timeout`),
 * so the alert also resolves if the check is removed or Gatus stops.
 */
const repeat = "5m";

/**
 * Returns one alert in Gatus' format. The function builds the whole body of the request to Alertmanager, so that the alert has labels
 * and annotations like an alert from Prometheus.
 */
export function gatusAlert({ labels, severity, impact, links, failures }: UptimeAlert): object {
  const alert = {
    labels: { alertname: uptimeAlertName, severity, symptom: "probe", ...labels, checked_by: "gatus" },
    annotations: {
      summary: `${labels.system}/${labels.service}: check ${labels.probe} of ${labels.instance} fails in Gatus`,
      impact,
      ...links,
    },
  };
  // Gatus replaces the placeholder with an empty string while the alert fires, and with a past `endsAt` when it resolves.
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
