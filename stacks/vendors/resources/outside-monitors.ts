import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { StatusPage, UptimePlan } from "../../../exporters/uptime/plan-model";
import * as betterstack from "../provider/betterstack";
import type { VendorProvider } from "../provider/resource";
import * as uptimerobot from "../provider/uptimerobot";
import { pagesOf, type At } from "./decide";
import * as args from "./uptime-args";

/** Ids by the name that was looked up. */
export type Names = Readonly<Record<string, string>>;

const shown = <M>(monitors: ReadonlyMap<string, M>, { sections }: StatusPage): M[] =>
  sections.flatMap(({ checks }) => checks.flatMap(({ key }) => monitors.get(key) ?? []));

/** Everything of one environment at UptimeRobot. */
export class UptimeRobotMonitors extends ComponentResource {
  /** Addresses of status pages, by system. */
  readonly pages: Readonly<Record<string, Output<string>>>;

  constructor(name: string, plan: UptimePlan, at: At, contacts: Names, provider: VendorProvider, options?: ComponentResourceOptions) {
    super("monitoring:vendors:UptimeRobotMonitors", name, {}, options);
    const made = { parent: this, provider };
    const monitors = new Map(
      plan.uptimerobot.monitors.map((one) => [one.key, new uptimerobot.Monitor(one.key, args.uptimeRobotArgs(at, one, contacts), made)]),
    );
    for (const one of plan.uptimerobot.heartbeats) new uptimerobot.Monitor(one.key, args.uptimeRobotHeartbeatArgs(at, one), made);
    this.pages = Object.fromEntries(
      pagesOf(plan, "uptimerobot").map((page) => {
        const ids = shown(monitors, page).map(({ vendorId }) => vendorId);
        return [page.system, new uptimerobot.StatusPage(page.name, args.uptimeRobotPageArgs(at, page, plan.environment, ids), made).url];
      }),
    );
    this.registerOutputs({});
  }
}

/** Everything of one environment at Better Stack. */
export class BetterStackMonitors extends ComponentResource {
  readonly pages: Readonly<Record<string, Output<string>>>;
  /** Addresses that jobs ask for, by key of the job; secrets. */
  readonly heartbeats: Readonly<Record<string, Output<string>>>;

  constructor(
    name: string,
    plan: UptimePlan,
    at: At & { readonly companyUrl: string | undefined },
    policies: Names,
    provider: VendorProvider,
    options?: ComponentResourceOptions,
  ) {
    super("monitoring:vendors:BetterStackMonitors", name, {}, options);
    const made = { parent: this, provider };
    const monitors = new Map(
      plan.betterstack.monitors.map((one) => [one.key, new betterstack.Monitor(one.key, args.betterStackArgs(at, one, policies), made)]),
    );
    this.heartbeats = Object.fromEntries(
      plan.betterstack.heartbeats.map((one) => [
        one.key,
        new betterstack.Heartbeat(one.key, args.betterStackHeartbeatArgs(at, one, policies), made).url,
      ]),
    );
    const where = { baseUrl: at.baseUrl, tokenSecret: at.tokenSecret };
    this.pages = Object.fromEntries(
      pagesOf(plan, "betterstack").map((page) => {
        const made_ = new betterstack.StatusPage(
          page.name,
          args.betterStackPageArgs(at, page, plan.environment, at.companyUrl ?? ""),
          made,
        );
        const onPage = { ...where, statusPageId: made_.vendorId };
        page.sections.forEach(({ title, checks }, position) => {
          const section = new betterstack.StatusPageSection(`${page.name}-${position}`, { ...onPage, name: title, position }, made);
          for (const check of checks) {
            const monitor = monitors.get(check.key);
            if (monitor === undefined) continue;
            const line = { ...onPage, sectionId: section.vendorId, resourceId: monitor.vendorId, publicName: check.title };
            new betterstack.StatusPageResource(`${page.name}-${check.key}`, line, made);
          }
        });
        return [page.system, made_.url];
      }),
    );
    this.registerOutputs({});
  }
}
