import type { UptimePlan } from "../../exporters/uptime/plan-model";
import { ofType } from "../../exporters/vendor-plan";
import { renderedOf } from "../fixtures/catalogue";
import { startHealthchecks } from "../stacks/vendors/provider/fakes/healthchecks";
import { startUptimeRobot } from "../stacks/vendors/provider/fakes/uptimerobot";
import { canary, tokens } from "./vendors/fakes";
import { Project } from "./vendors/project";
import type { WantedPlan } from "./vendors/wanted";
import { minutes } from "./vendors/with-project";
import { succeeded } from "./succeeded";

const planOf = (environment: string): UptimePlan =>
  JSON.parse(renderedOf(environment).find(({ path }) => path.endsWith("/uptime.json"))?.content ?? "") as UptimePlan;
const monitorsOf = (environment: string): string[] => ofType(planOf(environment).resources, "uptimerobot:Monitor").map(({ name }) => name);

type Run = () => Promise<{ readonly code: number | null; readonly output: string }>;
const line = (output: string): string => output.replace(/\s+/g, " ");

const succeeds = async (run: Run): Promise<string> => line(succeeded(await run()));

async function fails(run: Run): Promise<string> {
  const { code, output } = await run();
  expect(code).not.toBe(0);
  return line(output);
}

interface World {
  readonly project: Project<WantedPlan>;
  /**
   * The settings of a stack. `manage` applies to the dead man's switch and the external monitor. `undefined` leaves out the setting of the
   * switch, and turns the monitor off.
   */
  readonly facts: (manage: boolean | undefined, allowDelete?: readonly string[]) => WantedPlan["facts"];
  readonly ids: () => string[];
}

/** Runs a test in a stack of production, whose monitors, status page and dead man's switch exist at simulated vendors. */
async function inProduction(body: (world: World) => Promise<void>): Promise<void> {
  const alertContacts = ofType(planOf("production").lookups, "uptimerobot:getAlertContact").map(({ name }, index) => ({
    id: String(500 + index),
    friendlyName: name,
    type: "Email",
    value: "a@b.example",
  }));
  const robot = await startUptimeRobot({ token: canary, alertContacts, rateLimit: { requests: 1000, windowMs: 60_000 } });
  const healthchecks = await startHealthchecks({ token: canary });
  const facts: World["facts"] = (manage, allowDelete = []) => ({
    allowDelete,
    secretKeys: ["uptimerobot-token", "healthchecks-token"],
    sentry: { manage: false, tokenSecret: "sentry-token", discordChannels: {} },
    uptime: { manage: manage ?? false, url: robot.baseUrl },
    deadMansSwitch: { manage, url: healthchecks.baseUrl, tokenSecret: "healthchecks-token", channels: ["*"] },
  });
  const project = new Project<WantedPlan>({ environment: "production", facts: facts(true) }, "plan-program");
  const ids = (): string[] => [robot.objects.monitors, robot.objects.statusPages, healthchecks.objects.checks].flat().map(({ id }) => id);
  try {
    project.tokens(tokens);
    await project.init();
    await succeeds(project.preview);
    await succeeds(project.up);
    // `ids()` contains all monitors, the status page, and the check of the dead man's switch.
    expect(ids()).toHaveLength(monitorsOf("production").length + 2);
    await body({ project, facts, ids });
  } finally {
    project.remove();
    await robot.stop();
    await healthchecks.stop();
  }
}

describe("objects at vendors, with the real CLI", () => {
  test(
    "are kept if management is switched off, the preview says so, and they are adopted when it is switched on again",
    () =>
      inProduction(async ({ project, facts, ids }) => {
        const before = ids();
        project.wanted = { environment: "production", facts: facts(undefined) };
        expect(await fails(project.preview)).toMatch(
          /1 object at vendors would be deleted with their history; nothing was changed\. healthchecks:Check .+ 'monitoring:deadMansSwitch\.manage' false/,
        );

        project.wanted = { environment: "production", facts: facts(false) };
        const said = `UptimeRobot: the stack no longer manages ${before.length - 1} objects. Nothing changes at the vendor`;
        expect(await succeeds(project.preview)).toContain(said);
        expect(await succeeds(project.up)).toContain(said);
        expect(ids()).toEqual(before);
        expect(project.vendorIds().size).toBe(0);
        await succeeds(project.up);

        project.wanted = { environment: "production", facts: facts(true) };
        await succeeds(project.up);
        expect(ids()).toEqual(before);
        expect([...project.vendorIds()].sort()).toEqual([...before].sort());
      }),
    minutes(10),
  );

  test(
    "are not deleted if the environment has no external monitor any more: the preview names each, until the configuration allows it",
    () =>
      inProduction(async ({ project, facts, ids }) => {
        const before = ids();
        const without = (allowDelete: readonly string[]): WantedPlan => {
          const { uptime, ...rest } = facts(undefined, allowDelete);
          return { environment: "local", facts: { ...rest, uptime: { ...uptime, manage: true } } };
        };
        project.wanted = without([]);
        for (const run of [project.preview, project.up]) {
          const said = await fails(run);
          expect(said).toContain(`${before.length} objects at vendors would be deleted with their history; nothing was changed.`);
          for (const name of monitorsOf("production")) expect(said).toContain(`'uptimerobot:Monitor ${name}'`);
          expect(ids()).toEqual(before);
        }

        project.wanted = without(["all"]);
        project.configure({ allowDelete: ["all"] });
        expect(await succeeds(project.preview)).toContain("`up` deletes these objects with their history, as monitoring:allowDelete says:");
        expect(ids()).toEqual(before);
        await succeeds(project.up);
        expect(ids()).toEqual([]);
      }),
    minutes(10),
  );
});
