import { describeWithSpecs } from "../stacks/vendors/provider/fakes/specs";
import { canary, onlyAt, sentryOnly, startVendors, tokens, traces, type VendorOptions, type Vendors } from "./vendors/fakes";
import { minutes, withProject } from "./vendors/with-project";
import type { Wanted } from "./vendors/wanted";

describeWithSpecs("vendor errors with the real CLI", () => {
  const refusals: readonly {
    readonly name: string;
    readonly token?: string;
    readonly wanted?: Partial<Wanted>;
    readonly options?: VendorOptions;
    readonly prepare?: (sentry: Vendors["sentry"]) => void | Promise<void>;
    readonly says: RegExp;
  }[] = [
    {
      name: "no token",
      token: "",
      says: /Sentry: could not look up the integration of slack \(organization acme\): there is no token\. Create .+ `pulumi config set --secret --path 'monitoring:secrets\.sentry-token'`/,
    },
    {
      name: "a wrong token",
      token: `${canary}-wrong`,
      says: /Sentry: could not look up .+: the token was rejected \(status 401: Invalid token\)\. Create .+ and set it/,
    },
    {
      name: "a wrong organization",
      wanted: { organization: "other" },
      says: /Sentry: could not .+ \(organization other\).*: .*(there is none|did not find its parent)/,
    },
    {
      name: "an exhausted plan",
      options: { sentry: { plan: { uptimeMonitors: 0 } } },
      says: /Sentry: the monitor shop is up of the project web \(organization acme\) was created, but Sentry disabled it: the limit of the plan is reached\. .+ upgrade the plan/,
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
      says: /Sentry: could not create the project web \(organization acme\): the slug is used by a project of the team others\. The slug consists of the names/,
    },
    {
      name: "a vendor that is down from the middle of it on",
      prepare: ({ faults }) => faults.add({ kind: "status", status: 503 }, { path: /\/(keys|detectors|ownership)\//, times: Infinity }),
      says: /Sentry: could not create the key server of the project web \(organization acme\): the vendor is unavailable \(status 503: .+run the same command again/,
    },
  ];

  test.each(refusals)(
    "the error names the vendor, the resource and the remedy: $name",
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
    minutes(10),
  );

  const down = ({ faults }: Vendors[keyof Vendors]): void =>
    faults.add({ kind: "status", status: 503 }, { path: /\/(monitors|checks)/, times: Infinity });

  /** The expected errors of every vendor except Sentry. Every error names the resource that could not be looked up or created. */
  const ofMonitors = [
    {
      at: "uptimerobot",
      token: "uptimerobot-token",
      none: /UptimeRobot: could not look up the alert contact On call.*: there is no token\. Create the main API key .+ `pulumi config set --secret --path 'monitoring:secrets\.uptimerobot-token'`/,
      wrong:
        /UptimeRobot: could not look up the alert contact On call.*: the token was rejected \(status 401: Unauthorized\)\. Create the main API key/,
      used: { uptimerobot: { plan: { monitors: 0 } } },
      limit:
        /UptimeRobot: could not create the monitor shop: the limit of the plan is reached \(.+\)\. UptimeRobot's free plan has 50 monitors/,
      ill: /UptimeRobot: could not create the monitor shop: the vendor is unavailable \(status 503.*run the same command again/,
    },
    {
      at: "betterstack",
      token: "betterstack-token",
      none: /Better Stack: could not create the (monitor shop|heartbeat nightly|status page shop-status).*: there is no token\. Create an Uptime API token .+ 'monitoring:secrets\.betterstack-token'`/,
      wrong: /Better Stack: could not create the .+: the token was rejected \(status 401: .+\)\. Create an Uptime API token/,
      used: { betterstack: { plan: { monitors: 0 } } },
      limit:
        /Better Stack: could not create the monitor shop: the limit of the plan is reached \(.+\)\. Better Stack's free plan has 10 monitors/,
      ill: /Better Stack: could not create the monitor shop: the vendor is unavailable \(status 503.*run the same command again/,
    },
    {
      at: "healthchecks",
      token: "healthchecks-token",
      none: /Healthchecks: could not create the check dead-mans-switch: there is no token\. Create a read-write API key .+ 'monitoring:secrets\.healthchecks-token'`/,
      wrong:
        /Healthchecks: could not create the check dead-mans-switch: the token was rejected \(status 401: wrong api key\)\. Create a read-write API key/,
      used: { healthchecks: { checks: 0 } },
      limit:
        /Healthchecks: could not create the check dead-mans-switch: the limit of the plan is reached \(.+\)\. The free plan of healthchecks\.io has 20 checks/,
      ill: /Healthchecks: could not create the check dead-mans-switch: the vendor is unavailable \(status 503.*run the same command again/,
    },
  ] as const;

  test.each(ofMonitors)(
    "$at: the error says that the token is missing or wrong, the plan's limit is reached, or the vendor is down",
    async ({ at, token, none, wrong, used, limit, ill }) => {
      const refused = async (own: string, says: RegExp, options: VendorOptions = {}, prepare?: typeof down): Promise<void> => {
        const vendors = await startVendors(options);
        prepare?.(vendors[at]);
        await withProject(vendors, onlyAt(at, vendors), async (project) => {
          project.tokens({ ...tokens, [token]: own });
          const up = await project.up();
          expect(up.code).not.toBe(0);
          expect(up.output.replace(/\s+/g, " ")).toMatch(says);
          expect(up.output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
          expect(traces(project, [up])).not.toContain(canary);
        });
      };
      await refused("", none);
      await refused(`${canary}-wrong`, wrong);
      await refused(canary, limit, used);
      await refused(canary, ill, {}, down);
    },
    minutes(6),
  );
});
