import { defineThreshold } from "../../condition";
import { quotaUsedRatio, remembered } from "./series";
import { identity, type Alert } from "../../model";
import { also, edges, usualProofs } from "../../proofs/patterns";
import { gone, hold, step } from "../../proofs/samples";
import type { Check, Proofs } from "../../proofs/scenario";
import { proofQuotaInstance, proofQuotaLimit, changedLimit, pushedQuota, quotaSeries, scrapedQuota } from "./world";
import { minutes } from "../../promql";
import { label, text, value } from "../../template";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

const quotaIdentity = [...identity, ...quotaUsedRatio.extra];
const name = "TenantQuotaHigh";
/** `keep_firing_for`, so that a restart of the service does not notify the tenant a second time. */
const keep = minutes(2);

const worlds = [
  { name: "scraped", series: scrapedQuota, successor: targetDownProof("prom-client") },
  { name: "the limit changes", series: changedLimit, successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedQuota, successor: pushMissingProof },
];

function quotaProofs(severity: Alert["severity"], threshold: number): Proofs {
  const beyond = threshold * proofQuotaLimit;
  const at = (seconds: number, firing: boolean): Check => ({
    at: seconds,
    alert: name,
    severity,
    identity: quotaIdentity,
    firing: firing ? [proofQuotaInstance] : [],
  });
  return also(
    usualProofs<number>({
      alert: name,
      severity,
      identity: quotaIdentity,
      instance: proofQuotaInstance,
      worlds,
      beyond,
      inside: beyond - 1,
      settle: 15,
      recover: keep.seconds + 15,
      wait: 0,
      times: { detects: 0, clears: keep.seconds, loses: remembered.seconds - step + keep.seconds },
      missing: { then: "successor", after: remembered.seconds + keep.seconds + 60 },
    }),
    {
      fires: [
        {
          title: `${name} ${severity} also fires when usage exceeds the whole quota, and one replica has read an older value`,
          series: [
            ...scrapedQuota([hold(60, 0), hold(60, 3 * proofQuotaLimit)]),
            ...quotaSeries("prom-client", [hold(120, 0)], { instance: "web-3:9464" }),
          ],
          checks: [at(45, false), at(75, true)],
        },
        {
          title: `${name} ${severity} fires for a tenant with a limit of 1`,
          series: [
            ...quotaSeries("prom-client", [hold(60, 0), hold(60, 1)], { limit: 1 }),
            ...quotaSeries("prom-client", [hold(120, 0)], { tenant: "new", limit: 1 }),
          ],
          checks: [at(45, false), at(75, true)],
        },
        {
          title: `${name} ${severity} fires after a rollout that lowers the limit, a minute after the former pod's last value`,
          series: [
            ...quotaSeries("prom-client", [hold(60, beyond), gone(540)], { instance: "web-old:9464", limit: 2 * proofQuotaLimit }),
            ...quotaSeries("prom-client", [gone(45), hold(555, beyond)]),
          ],
          // `exact`, so that transformations omit this check: a transformation can add a second replica that has read the higher limit, and
          // then the alert must not fire.
          checks: [at(45, false), { ...at(585, true), exact: true }, ...edges(at, 105)],
        },
      ],
      quiet: [
        {
          title: `${name} ${severity} is quiet for a tenant without a limit and for one that has used nothing`,
          series: [
            ...quotaSeries("prom-client", [hold(300, 1_000_000)], { limit: 0 }),
            ...quotaSeries("prom-client", [hold(300, 0)], { tenant: "new" }),
          ],
          checks: [at(285, false)],
        },
        {
          title: `${name} ${severity} is quiet when one replica has read a higher limit`,
          series: [
            ...quotaSeries("prom-client", [hold(300, beyond)]),
            ...quotaSeries("prom-client", [hold(300, beyond)], { instance: "web-2:9464", limit: 2 * proofQuotaLimit }),
          ],
          checks: [at(285, false)],
        },
      ],
      resolves: [
        {
          title: `${name} ${severity} stays one alert across an outage of the service`,
          series: scrapedQuota([hold(60, 0), hold(60, beyond), gone(2400), hold(300, beyond), hold(300, 0), gone(300)]),
          checks: [
            at(105, true),
            at(330, true),
            at(1200, true),
            at(2505, true),
            at(2535, true),
            at(2805, true),
            at(3090, false),
            at(3405, false),
          ],
        },
        {
          title: `${name} ${severity} resolves when a new period begins, although the former pod's last values are still known`,
          series: [
            ...quotaSeries("prom-client", [hold(300, beyond), gone(900)], { instance: "web-old:9464" }),
            ...scrapedQuota([gone(300), hold(300, beyond), hold(600, 0)]),
          ],
          checks: [at(285, true), at(585, true), at(600 + keep.seconds, false), at(1185, false)],
        },
        {
          title: `${name} ${severity} resolves in a rollout at the start of a new period, a minute after the former pod's last value`,
          series: [
            ...quotaSeries("prom-client", [hold(300, 0), hold(300, beyond), gone(600)], { instance: "web-old:9464" }),
            ...scrapedQuota([gone(585), hold(615, 0)]),
          ],
          checks: [at(285, false), at(585, true), at(1185, false), ...edges(at, 300, 645 + keep.seconds)],
        },
        {
          title: `${name} ${severity} stays one alert across an outage after the limit was lowered`,
          series: changedLimit([hold(60, 1), hold(240, beyond), gone(600), hold(300, 1)]),
          checks: [at(45, false), at(285, true), at(615, true), at(885, true), at(1185, false)],
        },
        {
          title: `${name} ${severity} stays resolved during an outage after the limit was raised`,
          series: changedLimit([hold(300, beyond), hold(300, 1), gone(600)]),
          checks: [at(285, true), at(585, false), at(645, false), at(675 + keep.seconds, false), at(1185, false)],
        },
      ],
    },
  );
}

/** Threshold for the share of a quota that a tenant has used, 0..1. */
export const quotaUsedThreshold = defineThreshold({
  key: "quotaUsed",
  series: quotaUsedRatio,
  defaults: { info: 0.8, warning: 0.95, critical: 1 },
  proven: {},
  waits: {},
  atThreshold: true,
});

/** Alerts for a tenant that has reached a share of its quota. The tenant is notified once for each severity in each period of the quota. */
export const tenantQuotaHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name,
    symptom: "quota",
    threshold: quotaUsedThreshold,
    keepFiringFor: keep,
    labels: { audience: "tenant" },
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: tenant ${label("tenant")} has used ${value("ratio")} of its ${label("quota")}`,
    impact: "At 100 %, requests from the tenant's users are rejected until the quota is raised or resets.",
    firstSteps: [
      "Check whether usage grew steadily or in a jump. A loop or a leaked key can cause a jump.",
      "Notify the tenant's account manager, who decides whether to raise the limit.",
      "To raise the limit, change it where tenants are managed. The alert resolves two minutes after the next scrape or push.",
    ],
    firstCommand: { query: "topk(10, tenant:quota_used:ratio{$service})" },
    panel: "tenants/quota",
    proofs: ({ severity, threshold }) => quotaProofs(severity, threshold),
  });
