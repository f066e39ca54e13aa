import type { SentryPlan, SentryResource } from "../../../../exporters/sentry/model";
import type { UptimePlan } from "../../../../exporters/uptime/plan-model";
import { UserError } from "../../../../stacks/config/errors";
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

test("with a token, Sentry and the external monitor are on in every environment, without another setting", () => {
  const secretKeys = ["sentry-token", "uptimerobot-token"];
  for (const onOwnMachine of [false, true]) {
    const {
      sentry,
      uptime: monitor,
      off,
    } = decideVendors({ sentry: plan(), uptime: uptime("uptimerobot") }, facts({ secretKeys, onOwnMachine }));
    expect(sentry).toEqual({ baseUrl: "https://sentry.io", tokenSecret: "sentry-token", plan: plan(), discordChannels: {} });
    expect(monitor).toMatchObject({ vendor: "uptimerobot", tokenSecret: "uptimerobot-token", plan: uptime("uptimerobot") });
    expect(off).toEqual([]);
  }
});

test("without a token, a line for each vendor says why it is off and how to turn it on", () => {
  expect(decideVendors({ sentry: plan(), uptime: uptime("uptimerobot") }, facts())).toEqual({
    off: [
      "Sentry is off: no token in the stack's configuration; set it with `pulumi config set --stack staging --secret --path 'monitoring:secrets.sentry-token'` to create 1 project and 1 alert, as the catalogue plans.",
      "UptimeRobot is off: no token in the stack's configuration; set it with `pulumi config set --stack staging --secret --path 'monitoring:secrets.uptimerobot-token'` to create 1 monitor, as the catalogue plans.",
    ],
  });
});

test("a shared environment that names no vendor gets a line too, and an environment on the user's machine does not", () => {
  expect(decideVendors({ sentry: undefined, uptime: uptime("none") }, facts())).toEqual({
    off: [
      "Sentry is off: environment staging names no organization (sentry in exporters/catalogue/environments.ts).",
      "The external monitor is off: environment staging has none (uptime.outside in exporters/catalogue/environments.ts).",
    ],
  });
  expect(decideVendors({ sentry: undefined, uptime: uptime("none") }, facts({ onOwnMachine: true }))).toEqual({ off: [] });
});

test("a missing token is reported before any object is created, with the command that sets it", () => {
  expect(() => decideVendors({ sentry: plan(), uptime: uptime("none") }, facts({ sentry: on }))).toThrow(
    "monitoring:secrets.sentry-token: is missing, but monitoring:sentry.manage is true; create an internal integration in Sentry's Settings > Custom Integrations, with write and admin access to teams, projects, alerts and the organization, and set it: `pulumi config set --stack staging --secret --path 'monitoring:secrets.sentry-token'`",
  );
});

test("each vendor that `manage` turns off is reported in one line, also if there is a token", () => {
  const secretKeys = ["sentry-token", "uptimerobot-token"];
  const { off, ...made } = decideVendors(
    { sentry: plan(), uptime: uptime("uptimerobot") },
    facts({ secretKeys, sentry: { ...on, manage: false }, uptime: { manage: false } }),
  );
  expect(made).toEqual({});
  expect(off).toEqual([
    "Sentry is off: monitoring:sentry.manage is false; remove it to create 1 project and 1 alert, as the catalogue plans.",
    "UptimeRobot is off: monitoring:uptime.manage is false; remove it to create 1 monitor, as the catalogue plans.",
  ]);
});

test("a dead man's switch that the catalogue does not have cannot be managed, and the error does not say that a setting is missing", () => {
  const deadMansSwitch = { manage: true, tokenSecret: "healthchecks-token", channels: ["*"] };
  expect(() =>
    decideVendors({ sentry: undefined, uptime: uptime("none") }, facts({ deadMansSwitch, secretKeys: ["healthchecks-token"] })),
  ).toThrow(
    new UserError(
      [
        "Pulumi.staging.yaml has 1 mistake in its vendor settings; nothing was changed.",
        "  monitoring:deadMansSwitch.manage: is true, but environment staging has none; add one in exporters/catalogue/environments.ts (deadMansSwitch), or set it to false",
      ].join("\n"),
    ),
  );
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
