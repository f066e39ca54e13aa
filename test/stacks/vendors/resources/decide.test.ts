import type { SentryPlan, SentryResource } from "../../../../exporters/sentry/model";
import type { UptimePlan } from "../../../../exporters/uptime/plan-model";
import { decideVendors, type VendorFacts } from "../../../../stacks/vendors/resources/decide";

type Action = Extract<SentryResource, { type: "sentry:Workflow" }>["inputs"]["actions"][number];
const plan = (actions: readonly Action[] = []): SentryPlan => ({
  environment: "staging",
  url: "https://sentry.io",
  organization: "acme",
  lookups: [],
  resources: [
    { type: "sentry:Project", name: "shop-web-staging", inputs: { organization: "acme", team: "shop", slug: "shop-web-staging" } },
    {
      type: "sentry:Workflow",
      name: "shop/web warning (staging)",
      inputs: { organization: "acme", name: "shop/web warning (staging)", detectorIds: [], actions },
    },
  ],
  notPlanned: [],
});
const uptime = (outside: UptimePlan["outside"]): UptimePlan => ({
  environment: "staging",
  outside,
  checks: [],
  lookups: [],
  resources: [{ type: "uptimerobot:Monitor", name: "shop-web-health", inputs: { name: "shop/web health (staging)" } }],
  statusPages: [{ system: "shop", by: "betterstack", title: "Shop", name: "shop-staging", sections: [], announcements: [] }],
  notPlanned: [],
});
const facts = (change: Partial<VendorFacts> = {}): VendorFacts => ({
  stack: "staging",
  environment: "staging",
  secretKeys: [],
  allowDelete: [],
  sentry: { tokenSecret: "sentry-token", discordChannels: {} },
  uptime: {},
  deadMansSwitch: { manage: false, tokenSecret: "healthchecks-token", channels: ["*"] },
  ...change,
});
const on = { manage: true, tokenSecret: "sentry-token", discordChannels: {} };

test("except in local, the configuration must say whether vendors are managed, and the error lists the planned objects", () => {
  expect(() => decideVendors({ sentry: plan(), uptime: uptime("uptimerobot") }, facts())).toThrow(
    [
      "Vendor settings are missing in Pulumi.staging.yaml; nothing was changed.",
      "  monitoring:sentry.manage: is missing, but the catalogue plans 1 project and 1 alert at Sentry; create them with `pulumi config set --stack staging --path 'monitoring:sentry.manage' true`, or skip them with `pulumi config set --stack staging --path 'monitoring:sentry.manage' false`",
      "  monitoring:uptime.manage: is missing, but the catalogue plans 1 monitor at UptimeRobot; create them with `pulumi config set --stack staging --path 'monitoring:uptime.manage' true`, or skip them with `pulumi config set --stack staging --path 'monitoring:uptime.manage' false`",
    ].join("\n"),
  );
});

test("a missing token is reported before any object is created, with the command that sets it", () => {
  expect(() => decideVendors({ sentry: plan(), uptime: uptime("none") }, facts({ sentry: on }))).toThrow(
    "monitoring:secrets.sentry-token: is missing, but monitoring:sentry.manage is true; create an internal integration in Sentry's Settings > Custom Integrations, with write and admin access to teams, projects, alerts and the organization, and set it: `pulumi config set --stack staging --secret --path 'monitoring:secrets.sentry-token'`",
  );
});

test("each vendor that is switched off is reported in one line", () => {
  const { leftAlone, ...made } = decideVendors(
    { sentry: plan(), uptime: uptime("uptimerobot") },
    facts({ sentry: { ...on, manage: false }, uptime: { manage: false } }),
  );
  expect(made).toEqual({});
  expect(leftAlone).toEqual([
    "Sentry is skipped (monitoring:sentry.manage is false); the catalogue plans 1 project and 1 alert.",
    "UptimeRobot is skipped (monitoring:uptime.manage is false); the catalogue plans 1 monitor.",
  ]);
});

test("in local, a vendor is managed only if there is a token, and a missing token is reported", () => {
  const local = { stack: "local", environment: "local", onOwnMachine: true };
  expect(decideVendors({ sentry: plan(), uptime: uptime("none") }, facts(local))).toEqual({
    leftAlone: [
      "Sentry is skipped: there is no token (`pulumi config set --stack local --secret --path 'monitoring:secrets.sentry-token'`); the catalogue plans 1 project and 1 alert.",
    ],
  });
  const { sentry } = decideVendors({ sentry: plan(), uptime: uptime("none") }, facts({ ...local, secretKeys: ["sentry-token"] }));
  expect(sentry).toEqual({ baseUrl: "https://sentry.io", tokenSecret: "sentry-token", plan: plan(), discordChannels: {} });
});

test("an environment without vendor plans needs no configuration", () => {
  expect(decideVendors({ sentry: undefined, uptime: uptime("none") }, facts())).toEqual({ leftAlone: [] });
});

test("a Discord channel needs an id and a Better Stack status page needs a company URL in the configuration", () => {
  const discord = plan([{ via: "discord", integrationId: "8", channelId: { $ref: "monitoring:sentry.discordChannels", output: "sites" } }]);
  const secretKeys = ["sentry-token", "betterstack-token"];
  expect(() =>
    decideVendors({ sentry: discord, uptime: uptime("betterstack") }, facts({ secretKeys, sentry: on, uptime: { manage: true } })),
  ).toThrow(
    /monitoring:sentry\.discordChannels\.sites: is missing; .+ --type string <id>`\n {2}monitoring:uptime\.companyUrl: is missing; .+ https:\/\/\.\.\.`$/,
  );
});
