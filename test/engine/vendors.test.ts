import { existsSync } from "node:fs";
import path from "node:path";
import { cacheRoot } from "../../stacks/supply/paths";
import { tools } from "../../stacks/supply/table";
import { describeWithSpecs } from "../rest/fakes/specs";
import {
  allOf,
  canary,
  everything,
  everythingOfSentry,
  leaks,
  made,
  nothing,
  sentryOnly,
  startVendors,
  stopVendors,
  tokens,
  traces,
  writes,
  type Vendors,
} from "./vendors/fakes";
import { Project } from "./vendors/project";
import type { Wanted } from "./vendors/wanted";

const bin = path.join(cacheRoot(), "pulumi/versions", tools.pulumi.version, "bin/pulumi");
/** How often `up` is killed in the middle; the hundred by `MONITORING_KILLS=100`. */
const kills = Number(process.env["MONITORING_KILLS"] ?? "10");
const minutes = (count: number): number => count * 60_000;
/** Writes of one `up` of all resources; the last one is left, so that every kill is in the middle. */
const lastWrite = 20;

async function withProject(vendors: Vendors, wanted: Wanted, body: (project: Project) => Promise<void>): Promise<void> {
  const project = new Project(bin, wanted);
  try {
    project.tokens(tokens);
    await project.init();
    await body(project);
  } finally {
    project.remove();
    await stopVendors(vendors);
  }
}

describeWithSpecs("resources of vendors, with the real CLI", () => {
  beforeAll(() => {
    if (!existsSync(bin)) throw new Error("The Pulumi CLI is not in the cache; `npm run supply -- --only pulumi` obtains it.");
  });

  test(
    "all are made, unchanged the second time, repaired after a drift, changed in place, and removed; the token is nowhere",
    async () => {
      const vendors = await startVendors();
      const { sentry, uptimerobot, betterstack, healthchecks } = vendors;
      await withProject(vendors, allOf(vendors), async (project) => {
        const first = await project.up();
        expect(first.output).toMatch(/\+ 22 created/);
        expect(project.starts()).toBeGreaterThan(0);
        expect(made(vendors)).toEqual(everything);

        const second = await project.up();
        expect(second.output).toMatch(/22 unchanged/);

        const [web] = sentry.objects.projects;
        const [uptime] = sentry.objects.detectors.filter(({ name }) => name === "shop is up");
        const [alert] = sentry.objects.workflows;
        sentry.drift("projects", web?.id ?? "", { ...(web && { settings: { ...web.settings, dataScrubber: false } }) });
        sentry.drift("detectors", uptime?.id ?? "", { enabled: false });
        sentry.remove("workflows", alert?.id ?? "");
        uptimerobot.drift("monitors", uptimerobot.objects.monitors[0]?.id ?? "", { interval: 600 });
        betterstack.drift("monitors", betterstack.objects.monitors[0]?.id ?? "", { paused: true });
        healthchecks.drift("checks", healthchecks.objects.checks[0]?.id ?? "", { grace: 7200 });
        const refreshed = await project.refresh();
        expect(refreshed.output).toMatch(/~ 5 updated/);
        expect(refreshed.output).toMatch(/- 1 deleted/);
        const repaired = await project.up();
        expect(repaired.output).toMatch(/\+ 1 created/);
        expect(repaired.output).toMatch(/~ 5 updated/);
        expect(made(vendors)).toEqual(everything);
        expect(sentry.objects.projects[0]?.settings.dataScrubber).toBe(true);
        expect(sentry.objects.detectors.find(({ name }) => name === "shop is up")?.enabled).toBe(true);
        expect(uptimerobot.objects.monitors[0]?.interval).toBe(300);
        expect(betterstack.objects.monitors[0]?.paused).toBe(false);
        expect(healthchecks.objects.checks[0]?.grace).toBe(60);

        project.wanted = { ...project.wanted, note: "note-2" };
        const changed = await project.up();
        expect(changed.output).toMatch(/~ 5 updated/);
        expect(sentry.objects.projects[0]?.settings.sensitiveFields).toEqual(["iban", "note-2"]);

        const destroyed = await project.destroy();
        expect(destroyed.output).toMatch(/- 22 deleted/);
        expect(made(vendors)).toEqual(nothing);
        expect(traces(project, [first, second, refreshed, repaired, changed, destroyed])).not.toContain(canary);
        expect(leaks(vendors)).toEqual([]);
      });
    },
    minutes(5),
  );

  test(
    "a stack without a vendor's resource does not start the provider",
    async () => {
      const vendors = await startVendors();
      await withProject(vendors, { organization: "acme", project: "web", note: "none" }, async (project) => {
        const up = await project.up();
        expect({ code: up.code, starts: project.starts() }).toEqual({ code: 0, starts: 0 });
      });
    },
    minutes(3),
  );

  test(
    `${kills} kills in the middle of up leave no duplicate and no orphan after one more run`,
    async () => {
      const vendors = await startVendors();
      await withProject(vendors, allOf(vendors), async (project) => {
        for (let kill = 0; kill < kills; kill++) {
          // From the first object made to the last but one, in no order that follows the program's.
          const enough = writes(vendors) + 1 + ((kill * 7) % lastWrite);
          const killed = await project.up({ killWhen: () => writes(vendors) >= enough });
          expect({ kill, code: killed.code }).toEqual({ kill, code: null });
          await project.cancel();
          const again = await project.up();
          expect({ kill, code: again.code, output: again.code === 0 ? "" : again.output }).toEqual({ kill, code: 0, output: "" });
          expect({ kill, made: made(vendors) }).toEqual({ kill, made: everything });
          const destroyed = await project.destroy();
          expect({ kill, code: destroyed.code, made: made(vendors) }).toEqual({ kill, code: 0, made: nothing });
        }
      });
    },
    minutes(2) + kills * minutes(1),
  );

  test(
    "lost answers, 500 and 429 make no duplicate",
    async () => {
      const vendors = await startVendors();
      const { faults } = vendors.sentry;
      faults.add({ kind: "drop", when: "after" }, { method: "POST", path: /\/detectors\/$/, times: 2 });
      faults.add({ kind: "status", status: 502, when: "after" }, { method: "POST", path: /\/keys\/$/ });
      faults.add({ kind: "status", status: 500 }, { method: "POST", path: /\/workflows\/$/ });
      faults.add({ kind: "drop", when: "after" }, { method: "POST", path: /\/projects\/$/ });
      faults.add({ kind: "status", status: 429, retryAfter: 1 }, { method: "POST", path: /\/teams\/$/ });
      await withProject(vendors, sentryOnly(vendors), async (project) => {
        const up = await project.up();
        expect(up.output).toMatch(/\+ 13 created/);
        expect(faults.pending).toBe(0);
        expect(made(vendors)).toEqual(everythingOfSentry);
        expect((await project.up()).output).toMatch(/13 unchanged/);
      });
    },
    minutes(3),
  );

  const refusals: readonly {
    readonly name: string;
    readonly token?: string;
    readonly wanted?: Partial<Wanted>;
    readonly options?: Parameters<typeof startVendors>[0];
    readonly prepare?: (sentry: Vendors["sentry"]) => void | Promise<void>;
    readonly says: RegExp;
  }[] = [
    {
      name: "no token",
      token: "",
      says: /Sentry: could not look up the integration of slack \(organization acme\): there is no token\. Make .+ `pulumi config set --secret --path 'monitoring:secrets\.sentry-token'`/,
    },
    {
      name: "a wrong token",
      token: `${canary}-wrong`,
      says: /Sentry: could not look up .+: the token is refused \(status 401: Invalid token\)\. Make .+ and set it/,
    },
    {
      name: "a wrong organization",
      wanted: { organization: "other" },
      says: /Sentry: could not .+ \(organization other\).*: .*(there is none|does not know where it belongs)/,
    },
    {
      name: "a plan that is used up",
      options: { plan: { uptimeMonitors: 0 } },
      says: /Sentry: the monitor shop is up of the project web \(organization acme\) was made, but Sentry left it off: the limit of the plan is reached\. .+ raise the plan/,
    },
    {
      name: "a slug that another team has",
      prepare: async (sentry) => {
        const post = (to: string, body: object): Promise<Response> =>
          fetch(`${sentry.url}/api/0/${to}`, {
            method: "POST",
            headers: { authorization: `Bearer ${canary}`, "content-type": "application/json" },
            body: JSON.stringify(body),
          });
        await post("organizations/acme/teams/", { slug: "others" });
        await post("teams/acme/others/projects/", { name: "web", slug: "web" });
      },
      says: /Sentry: could not create the project web \(organization acme\): the slug is taken by a project of the team others\. Choose another slug/,
    },
    {
      name: "a vendor that is down from the middle of it on",
      prepare: ({ faults }) => faults.add({ kind: "status", status: 503 }, { path: /\/(keys|detectors|ownership)\//, times: Infinity }),
      says: /Sentry: could not create the key server of the project web \(organization acme\): it does not answer as it should \(status 503: .+run the same command again/,
    },
  ];

  test.each(refusals)(
    "$name: a sentence that names the vendor, the resource and what to do",
    async ({ token = canary, wanted = {}, options = {}, prepare, says }) => {
      const vendors = await startVendors(options);
      await prepare?.(vendors.sentry);
      await withProject(vendors, { ...sentryOnly(vendors), ...wanted }, async (project) => {
        project.tokens({ ...tokens, "sentry-token": token });
        const up = await project.up();
        expect(up.code).not.toBe(0);
        expect(up.output.replace(/\s+/g, " ")).toMatch(says);
        expect(up.output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
        expect(traces(project, [up])).not.toContain(canary);
      });
    },
    minutes(3),
  );
});
