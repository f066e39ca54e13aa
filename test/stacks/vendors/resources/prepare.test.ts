import { log } from "@pulumi/pulumi";
import { sentryPlan } from "../../../../exporters/sentry/plan";
import { uptimePlan } from "../../../../exporters/uptime/plan";
import { decideVendors } from "../../../../stacks/vendors/resources/decide";
import { prepareVendors } from "../../../../stacks/vendors/resources";
import { viewOf } from "../../../fixtures/catalogue";

afterEach(() => jest.restoreAllMocks());

test("a preview of an environment without tokens says in one line for each vendor what is off and why, and creates nothing there", async () => {
  const said = jest.spyOn(log, "info").mockResolvedValue(undefined);
  const view = viewOf("production");
  const facts = {
    stack: "production",
    environment: "production",
    secretKeys: [],
    allowDelete: [],
    sentry: { tokenSecret: "sentry-token", discordChannels: {} },
    uptime: {},
    deadMansSwitch: { tokenSecret: "healthchecks-token", channels: ["*"] },
  };
  const decision = decideVendors({ sentry: sentryPlan(view), uptime: uptimePlan(view) }, facts);
  const prepared = await prepareVendors(view, decision, facts, []);
  expect(prepared.create()).toEqual({ applications: {}, statusPages: {}, heartbeats: {} });
  const lines = said.mock.calls.map(([line]) => line);
  expect(lines).toEqual([
    expect.stringMatching(
      /^Sentry is off: no token in the stack's configuration; set it with `.+secrets\.sentry-token'` to create \d+ projects/,
    ),
    expect.stringMatching(
      /^UptimeRobot is off: no token in the stack's configuration; set it with `.+secrets\.uptimerobot-token'` to create \d+ mon/,
    ),
  ]);
});
