import type { SentryPlan } from "../../exporters/sentry/model";
import { discordChannels } from "../../exporters/sentry/workflows";
import { ofType, referencesIn } from "../../exporters/vendor-plan";
import type { UptimePlan } from "../../exporters/uptime/plan-model";
import { environmentIds, renderedOf } from "../fixtures/catalogue";
import { startHealthchecks } from "../stacks/vendors/provider/fakes/healthchecks";
import { startSentry } from "../stacks/vendors/provider/fakes/sentry";
import { describeWithSpecs } from "../stacks/vendors/provider/fakes/specs";
import { startUptimeRobot } from "../stacks/vendors/provider/fakes/uptimerobot";
import { canary, tokens, traces } from "./vendors/fakes";
import { Project } from "./vendors/project";
import type { WantedPlan } from "./vendors/wanted";
import { minutes } from "./vendors/with-project";
import { textIn } from "../support/plans";

const rendered = (environment: string, name: string): unknown =>
  JSON.parse(renderedOf(environment).find(({ path }) => path.endsWith(`/${name}`))?.content ?? "");

/** Objects that the plans refer to and that must already exist: integrations, PagerDuty services, alert contacts and Discord channels. */
function existing(sentry: SentryPlan, uptime: UptimePlan) {
  const services = ofType(sentry.lookups, "sentry:getPagerDutyService").map(({ inputs }) => inputs.service);
  const table = services.map((service, index) => ({ id: 300 + index, service, integration_key: "k" }));
  const contacts = ofType(uptime.lookups, "uptimerobot:getAlertContact").map(({ name }) => name);
  const channels = referencesIn(sentry.resources).flatMap(({ $ref, output }) => ($ref === discordChannels ? [output] : []));
  return {
    integrations: [
      { id: "71", provider: "slack", name: "shop", configData: {} },
      { id: "72", provider: "discord", name: "shop", configData: {} },
      { id: "73", provider: "pagerduty", name: "shop", configData: { service_table: table } },
    ],
    alertContacts: contacts.map((friendlyName, index) => ({
      id: String(500 + index),
      friendlyName,
      type: "Email",
      value: "a@b.example",
    })),
    discordChannels: Object.fromEntries(channels.map((channel, index) => [channel, `9000${index}`])),
  };
}

const sorted = (names: readonly string[]): string[] => [...names].sort();

describeWithSpecs("the catalogue's vendor plans, with the real CLI", () => {
  test.each(environmentIds)(
    "%s: every resource is created, unchanged the second time, and removed",
    async (environment) => {
      const plan = rendered(environment, "sentry.json") as SentryPlan;
      const uptimePlan = rendered(environment, "uptime.json") as UptimePlan;
      const { integrations, alertContacts, discordChannels } = existing(plan, uptimePlan);
      const sentry = await startSentry({ token: canary, organization: plan.organization, integrations });
      const robot = await startUptimeRobot({ token: canary, alertContacts, rateLimit: { requests: 1000, windowMs: 60_000 } });
      const healthchecks = await startHealthchecks({ token: canary });
      const facts: WantedPlan["facts"] = {
        allowDelete: [],
        secretKeys: ["sentry-token", "uptimerobot-token", "healthchecks-token"],
        sentry: { manage: true, url: sentry.url, tokenSecret: "sentry-token", discordChannels },
        uptime: { manage: true, url: robot.baseUrl },
        deadMansSwitch: { manage: true, url: healthchecks.baseUrl, tokenSecret: "healthchecks-token", channels: ["*"] },
      };
      const project = new Project<WantedPlan>({ environment, facts }, "plan-program");
      try {
        project.tokens(tokens);
        await project.init();
        const first = await project.up();
        expect(first.output).not.toMatch(/\berror:/);
        expect(first.code).toBe(0);
        const own = sentry.objects.detectors.filter(({ type }) => type !== "error" && type !== "issue_stream");
        expect({
          teams: sorted(sentry.objects.teams.map(({ slug }) => slug)),
          projects: sorted(sentry.objects.projects.map(({ slug }) => slug)),
          detectors: sorted(own.map(({ name }) => name)),
          workflows: sorted(sentry.objects.workflows.map(({ name }) => name)),
          monitors: sorted(robot.objects.monitors.map(({ friendlyName }) => friendlyName)),
          pages: robot.objects.statusPages.map(({ friendlyName, monitorIds }) => [friendlyName, monitorIds.length]),
          switches: healthchecks.objects.checks.map(({ slug, timeout, grace }) => ({ slug, timeout, grace })),
        }).toEqual({
          teams: sorted(ofType(plan.resources, "sentry:Team").map(({ name }) => name)),
          projects: sorted(ofType(plan.resources, "sentry:Project").map(({ name }) => name)),
          detectors: sorted(plan.resources.filter(({ type }) => /(Uptime|Cron|Metric)Detector$/.test(type)).map(({ name }) => name)),
          workflows: sorted(ofType(plan.resources, "sentry:Workflow").map(({ name }) => name)),
          monitors: sorted(ofType(uptimePlan.resources, "uptimerobot:Monitor").map(({ inputs }) => textIn(inputs.name))),
          pages: ofType(uptimePlan.resources, "uptimerobot:StatusPage").map(({ inputs }) => [
            textIn(inputs.name),
            inputs.monitorIds.length,
          ]),
          switches: [{ slug: `dead-mans-switch-${environment}`, timeout: 120, grace: 180 }],
        });
        const made = Number(/\+ (\d+) created/.exec(first.output)?.[1]);
        const second = await project.up();
        expect(second.output).toMatch(new RegExp(`\\b${made} unchanged`));
        const outputs = await project.pulumi(["stack", "output", "--json", "--show-secrets"]);
        const { applications } = JSON.parse(outputs.output) as {
          applications: Record<string, { dsn: string; env: string; project: string }>;
        };
        expect(sorted(Object.values(applications).map((one) => one.project))).toEqual(
          sorted(ofType(plan.resources, "sentry:Project").map(({ name }) => name)),
        );
        for (const { dsn, env } of Object.values(applications)) expect(env).toContain(`SENTRY_DSN=${dsn}`);
        const destroyed = await project.destroy();
        expect(destroyed.code).toBe(0);
        const { teams, projects, workflows } = sentry.objects;
        expect([teams, projects, workflows, robot.objects.monitors, robot.objects.statusPages, healthchecks.objects.checks].flat()).toEqual(
          [],
        );
        const output = traces(project, [first, second, destroyed]);
        expect(output).not.toContain(canary);
        for (const { dsn } of Object.values(applications)) expect(output).not.toContain(dsn);
        expect([...sentry.requests, ...robot.requests, ...healthchecks.requests].filter(({ leaked }) => leaked)).toEqual([]);
        process.stderr.write(
          `${environment}: ${made} resources; up ${first.seconds} s, second up ${second.seconds} s, destroy ${destroyed.seconds} s\n`,
        );
      } finally {
        project.remove();
        await sentry.stop();
        await robot.stop();
        await healthchecks.stop();
      }
    },
    minutes(15),
  );
});
