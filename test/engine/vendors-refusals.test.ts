import { describeWithSpecs } from "../rest/fakes/specs";
import { canary, sentryOnly, startVendors, tokens, traces, type Vendors } from "./vendors/fakes";
import { minutes, withProject } from "./vendors/with-project";
import type { Wanted } from "./vendors/wanted";

describeWithSpecs("what a vendor refuses, with the real CLI", () => {
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
