import { describeWithSpecs } from "../stacks/vendors/provider/fakes/specs";
import { allOf, canary, everything, everythingOfSentry, leaks, made, nothing, sentryOnly, startVendors, traces } from "./vendors/fakes";
import { minutes, withProject } from "./vendors/with-project";

describeWithSpecs("vendor resources with the real CLI", () => {
  test(
    "are created, unchanged by a second up, repaired after drift, updated in place and destroyed, and no token leaks",
    async () => {
      const vendors = await startVendors();
      const { sentry, uptimerobot, betterstack, healthchecks } = vendors;
      await withProject(vendors, allOf(vendors), async (project) => {
        const first = await project.up();
        expect(first.output).toMatch(/\+ 22 created/);
        expect(project.starts()).toBeGreaterThan(0);
        expect(made(vendors)).toEqual(everything());

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
        expect(made(vendors)).toEqual(everything());
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
    "need no provider if the stack has none: the provider does not start",
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
    "have no duplicates after lost responses and the statuses 500 and 429",
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
});
