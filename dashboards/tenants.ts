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

/** Tenants a graph shows, and a table. */
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
      description: `Share of their quota that the ${mostLines} tenants nearest to their limit have used; at the right how many tenants are known. ${thresholdText(alerts, "tenants/quota")}`,
      empty,
      unit: "percentunit",
      width: 24,
      height: 10,
      queries: [
        query(promql`topk(${scalar(mostLines)}, ${used})`, "{{tenant}} {{quota}}"),
        known("{{quota}}: tenants known", { right: "short" }),
        ...thresholdLines(alerts, "tenants/quota", serviceScope),
      ],
    }),
    {
      type: "table",
      id: "tenants/nearest:110",
      title: "Use now",
      description: `What tenants have used of their quotas; at most ${mostRows} rows, the fullest first. Tenants without limit are not listed.`,
      empty,
      unit: "none",
      width: 12,
      height: 10,
      queries: [query(promql`topk(${scalar(mostRows)}, ${used})`, "Used")],
      columns: [
        { from: "tenant", title: "Tenant" },
        { from: "quota", title: "Quota" },
        { from: 0, title: "Used", unit: "percentunit", thresholds: quotaUsedThreshold.defaults },
      ],
      sortBy: { title: "Used", desc: true },
    },
    graph({
      id: "tenants/known:111",
      title: "Tenants known",
      description: "Tenants whose use is known, by quota, with and without limit. A fall means that the service no longer reports some.",
      empty: "The service reports no tenant.",
      unit: "short",
      height: 10,
      queries: [known("{{quota}}")],
    }),
  ],
});

/** What the tenants of a service use. */
export const tenants = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "tenants",
  title: titles.tenants,
  description: "What the tenants of a service have used of their quotas.",
  tags: ["tenants"],
  variables: serviceVariables(quotaTenants.name),
  alerts: firing(serviceAlerts),
  sections: [quotas(alerts), { title: "Now", panels: [firingTable("tenants/alerts:101", serviceAlerts, { width: 24, height: 6 })] }],
});
