import { alertmanagerConfig } from "../../../alert-rules/routes/render";
import type { Receiver, Route } from "../../../alert-rules/routes/model";
import { factsOf } from "../../../alert-rules/facts";
import { ruleGroups } from "../../../alert-rules/rules";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { owner, shop, worker, type Written } from "../../exporters/model/support";

const slack = { via: "slack", channel: "shop" };
const pager = { via: "pagerduty", service: "shop" };
const mail = { via: "email", to: "shop@example.com" };
const workingHours = { timeZone: "Europe/Berlin", days: ["monday"], from: "09:00", to: "17:00" };

function configured(thresholds: Written, more: Written = {}): { route: Route; receivers: Receiver[] } {
  const view = loadCatalogue({
    ...shop({ ...worker, ...more, thresholds }),
    owners: [{ ...owner, pager: true, contacts: { critical: [slack, pager], warning: [slack, mail], info: [slack] }, workingHours }],
  }).view("production");
  return alertmanagerConfig(
    view,
    ruleGroups(factsOf(view)).flatMap(({ alerts }) => alerts),
  ) as { route: Route; receivers: Receiver[] };
}

/** Finds the route with exactly these matchers below the route of the owner `shop`, and returns the child routes of the found route. */
const routesBelow = (matchers: readonly string[], { route }: { route: Route }): readonly Route[] =>
  route.routes?.find((one) => one.matchers?.includes('owner="shop"'))?.routes?.find((one) => one.matchers?.join() === matchers.join())
    ?.routes ?? [];

const routesAt = (severity: string, config: { route: Route }): readonly Route[] => routesBelow([`severity="${severity}"`], config);

const chosen = configured({
  queueDepth: { critical: { above: 100, notify: ["slack"] }, warning: { above: 50, notify: ["slack"] } },
  oldestJobAge: { critical: { above: "15m", notify: ["slack"] } },
});

test("a threshold's own contacts have a receiver with only these contacts", () => {
  const fields = (name: string) => Object.keys(chosen.receivers.find((receiver) => receiver.name === name) ?? {}).sort();
  expect(fields("shop-critical")).toEqual(["name", "pagerduty_configs", "slack_configs"]);
  expect(fields("shop-critical-slack")).toEqual(["name", "slack_configs"]);
  expect(fields("shop-warning-slack")).toEqual(["name", "slack_configs"]);
  expect(fields("shop-info-slack")).toEqual([]);
});

test("only alerts on the threshold of that service go to this receiver, before all other routes of the severity", () => {
  const [first] = routesAt("critical", chosen);
  expect(first).toEqual({
    receiver: "shop-critical-slack",
    matchers: ['alertname=~"QueueDepthHigh|QueueOldestJobTooOld"', 'system="shop"', 'service="worker"'],
  });
});

test("working hours also apply to the chosen contacts, because Alertmanager's child routes do not inherit them", () => {
  expect(routesAt("warning", chosen)).toEqual([
    {
      receiver: "shop-warning-slack",
      matchers: ['alertname="QueueDepthHigh"', 'system="shop"', 'service="worker"'],
      active_time_intervals: ["shop-working-hours"],
    },
    {
      receiver: "shop-warning",
      matchers: ['checked_by="gatus"', 'system!="monitoring"'],
      group_wait: "2m",
      active_time_intervals: ["shop-working-hours"],
    },
  ]);
});

test("a disabled threshold, and one without own contacts, add no route", () => {
  const plain = configured({ queueDepth: { critical: 100, warning: "off" } });
  expect(routesAt("warning", plain)).toEqual(routesAt("warning", configured({})));
  expect(routesAt("warning", plain).map(({ receiver }) => receiver)).toEqual(["shop-warning"]);
  expect(plain.receivers.map(({ name }) => name)).toEqual(configured({}).receivers.map(({ name }) => name));
});

test("critical alerts that tenants are notified of too go to the contacts chosen for their threshold", () => {
  const used = configured({ quotaUsed: { critical: { above: "90%", notify: ["slack"] } } }, { quotas: ["mails"] });
  expect(routesBelow(['audience="tenant"', 'severity="critical"'], used)).toEqual([
    { receiver: "shop-critical-slack", matchers: ['alertname="TenantQuotaHigh"', 'system="shop"', 'service="worker"'] },
  ]);
  expect(routesAt("critical", used).map(({ receiver }) => receiver)).not.toContain("shop-critical-slack");
});
