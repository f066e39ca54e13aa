import type { UptimePlan } from "../../../../exporters/uptime/plan-model";
import { decideVendors, type VendorFacts } from "../../../../stacks/vendors/resources/decide";

const withoutSwitch: UptimePlan = {
  environment: "staging",
  outside: "none",
  checks: [],
  lookups: [],
  resources: [],
  statusPages: [],
  notPlanned: [],
};
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

describe("the dead man's switch", () => {
  const planned: UptimePlan = {
    ...withoutSwitch,
    deadMansSwitch: {
      secret: "webhook-dead-mans-switch",
      resource: {
        type: "healthchecks:Check",
        name: "dead-mans-switch",
        inputs: { name: "Dead man's switch of the monitoring (staging)", slug: "dead-mans-switch-staging", timeoutSeconds: 120 },
      },
    },
  };
  const managed = { manage: true, tokenSecret: "healthchecks-token", channels: ["*"] };

  it("uses a configured secret if the stack does not create it", () => {
    expect(decideVendors({ sentry: undefined, uptime: planned }, facts({ onOwnMachine: true }))).toEqual({ off: [] });
  });

  it("is created at the configured server if there is a token", () => {
    const { deadMansSwitch } = decideVendors(
      { sentry: undefined, uptime: planned },
      facts({ secretKeys: ["healthchecks-token"], deadMansSwitch: { ...managed, url: "https://hc.example.com/api/v3" } }),
    );
    expect(deadMansSwitch).toEqual({
      plan: planned.deadMansSwitch,
      channels: ["*"],
      baseUrl: "https://hc.example.com/api/v3",
      tokenSecret: "healthchecks-token",
    });
  });

  it("is refused without a token, or if the environment has no dead man's switch", () => {
    expect(() => decideVendors({ sentry: undefined, uptime: withoutSwitch }, facts({ deadMansSwitch: managed }))).toThrow(
      [
        "  monitoring:deadMansSwitch.manage: is true, but environment staging has none; add one in exporters/catalogue/environments.ts (deadMansSwitch), or set it to false",
        "  monitoring:secrets.healthchecks-token: is missing, but monitoring:deadMansSwitch.manage is true; create a read-write API key in the project's Settings (Healthchecks), and set it: `pulumi config set --stack staging --secret --path 'monitoring:secrets.healthchecks-token'`",
      ].join("\n"),
    );
  });
});
