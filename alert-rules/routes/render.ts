import type { View } from "../../exporters/model/catalogue";
import { secretsFolder, smtpPasswordSecret } from "../../exporters/model/naming";
import { yamlFile, type RenderedFile } from "../../exporters/emit";
import type { Alert } from "../model";
import { inhibitRules } from "./inhibition";
import { receiversOf } from "./receivers";
import { timeIntervalsOf } from "./time-intervals";
import { routeTree } from "./tree";

/**
 * How long Alertmanager waits before it resolves an alert that its source no longer sends. Prometheus and Gatus report resolved alerts, so
 * the timeout is only a fallback. It is longer than the five minutes after which Gatus repeats a firing alert.
 */
const resolveTimeout = "15m";

/** Settings of the mail server. Its password is read from a file. A server without a user name has no password. */
function mail({ environment }: View): object {
  const { smarthost, from, username, requireTls } = environment.delivery.smtp;
  return {
    smtp_smarthost: smarthost,
    smtp_from: from,
    smtp_require_tls: requireTls,
    ...(username === undefined ? {} : { smtp_auth_username: username, smtp_auth_password_file: `${secretsFolder}/${smtpPasswordSecret}` }),
  };
}

/** The complete Alertmanager configuration for one environment and its alerts. */
export function alertmanagerConfig(view: View, alerts: readonly Alert[]): object {
  const intervals = timeIntervalsOf(view);
  return {
    global: { resolve_timeout: resolveTimeout, ...mail(view) },
    route: routeTree(view, alerts),
    inhibit_rules: inhibitRules(view, alerts),
    ...(intervals.length === 0 ? {} : { time_intervals: intervals }),
    receivers: receiversOf(view, alerts),
  };
}

/** Renders `alertmanager.yml` of one environment. */
export const renderAlertmanager = (view: View, alerts: readonly Alert[], folder: string): RenderedFile =>
  yamlFile(`${folder}/alertmanager.yml`, "alert-rules/routes/", alertmanagerConfig(view, alerts));
