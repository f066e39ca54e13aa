import { quotaTenants, quotaUsedRatio } from "../alert-rules/packs/quota/series";
import type { Alert } from "../alert-rules/model";
import { quotaUsedThreshold } from "../alert-rules/packs/quota/alerts";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { labels, promql, scalar } from "../alert-rules/promql";
import { thresholdLines, thresholdText } from "./threshold-lines";
import { graph, query } from "./lines";
import type { Dashboard, Section } from "./model";
import { of, serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { titles } from "./titles";

/** Maximum number of lines in the graph and of rows in the table. Each line or row is about one quota of one tenant. */
const mostLines = 10;
const mostRows = 100;

const empty = "The service reports no tenant with a limit.";
const each = labels("tenant", "quota");
const used = promql`max by (${each}) (${of(quotaUsedRatio, serviceScope)})`;
const known = (legend: string, more: Parameters<typeof query>[2] = {}) =>
  query(promql`max by (${labels("quota")}) (${of(quotaTenants, serviceScope)})`, legend, more);

const quotas = (alerts: readonly Alert[]): Section => ({
  title: "Quotas",
  panels: [
    graph({
      id: "tenants/quota",
      title: "Tenants nearest to their limit",
      description: `Quota usage of the ${mostLines} tenants nearest to their limit. The right axis shows the number of tenants that the service reports. ${thresholdText(alerts, "tenants/quota")}`,
      empty,
      unit: "percentunit",
      width: 24,
      height: 10,
      queries: [
        query(promql`topk(${scalar(mostLines)}, ${used})`, "{{tenant}} {{quota}}"),
        known("{{quota}}: tenants reported", { right: "short" }),
        ...thresholdLines(alerts, "tenants/quota", serviceScope),
      ],
    }),
    {
      type: "table",
      id: "tenants/nearest:110",
      title: "Current usage",
      description: `Quota usage of at most ${mostRows} tenants, the highest usage first. Tenants without a limit are not listed.`,
      empty,
      unit: "none",
      width: 12,
      height: 10,
      queries: [query(promql`topk(${scalar(mostRows)}, ${used})`, "Used")],
      columns: [
        { from: "tenant", title: "Tenant" },
        { from: 0, title: "Used", unit: "percentunit", thresholds: quotaUsedThreshold.defaults },
        { from: "quota", title: "Quota" },
      ],
      sortBy: { title: "Used", desc: true },
    },
    graph({
      id: "tenants/known:111",
      title: "Tenants reported",
      description: "Number of tenants by quota, with and without a limit. After a drop, the service does not report some tenants.",
      empty: "The service reports no tenants.",
      unit: "short",
      height: 10,
      queries: [known("{{quota}}")],
    }),
  ],
});

/** Dashboard for the quota usage of a service's tenants. */
export const tenants = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "tenants",
  title: titles.tenants,
  description: "Quota usage of a service's tenants.",
  tags: ["tenants"],
  variables: serviceVariables(quotaTenants.name),
  alerts: firing(serviceAlerts),
  sections: [{ title: "Now", panels: [firingTable("tenants/alerts:101", serviceAlerts, { width: 24, height: 6 })] }, quotas(alerts)],
});
