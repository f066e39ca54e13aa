import { ComponentResource, interpolate, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { SentryDetector, SentryPlan, SentryProject } from "../../../exporters/sentry/model";
import type { VendorProvider } from "../provider/resource";
import * as sentry from "../provider/sentry";
import type { At } from "./decide";
import { actionArgs, workflowArgs, type SentryIds } from "./sentry-alerts";
import * as args from "./sentry-args";

/** Everything of one environment at Sentry. */
export class SentryOrganization extends ComponentResource {
  /** DSNs by slug of the project; secrets. */
  readonly dsns: Readonly<Record<string, Output<string>>>;
  private readonly teams: ReadonlyMap<string, sentry.Team>;
  private readonly at: args.InOrganization;
  private readonly made: { readonly parent: ComponentResource; readonly provider: VendorProvider };

  constructor(name: string, plan: SentryPlan, at: At, ids: SentryIds, provider: VendorProvider, options?: ComponentResourceOptions) {
    super("monitoring:vendors:SentryOrganization", name, {}, options);
    this.at = args.inOrganization(plan, at);
    this.made = { parent: this, provider };
    this.teams = new Map(plan.teams.map((team) => [team.slug, new sentry.Team(team.slug, args.teamArgs(this.at, team), this.made)]));
    const dsns: [string, Output<string>][] = [];
    for (const project of plan.projects) {
      const { dsn, errors, resource } = this.project(project);
      dsns.push([project.slug, dsn]);
      const inProject = { ...this.at, project: resource.vendorId };
      const own = plan.detectors.filter((detector) => detector.project === project.slug);
      const detectors = new Map(own.map((detector) => [detector.name, this.detector(inProject, detector)]));
      for (const workflow of plan.workflows.filter((one) => one.project === project.slug)) {
        const heard = workflow.listensTo.detectors.flatMap((detector) => detectors.get(detector) ?? []);
        const actions = workflow.actions.map((action) => actionArgs(action, ids, (slug) => this.team(slug).teamId));
        new sentry.Workflow(workflow.name, workflowArgs(this.at, workflow, [errors, ...heard], actions), this.made);
      }
    }
    this.dsns = Object.fromEntries(dsns);
    this.registerOutputs({});
  }

  private project(planned: SentryProject): {
    readonly resource: sentry.Project;
    readonly dsn: Output<string>;
    readonly errors: Input<string>;
  } {
    const { slug } = planned;
    const resource = new sentry.Project(slug, args.projectArgs(this.at, planned, this.team(planned.team).vendorId), this.made);
    const at = { ...this.at, project: resource.vendorId };
    const { dsn } = new sentry.Key(slug, args.keyArgs(at, planned), this.made);
    for (const filter of planned.filters) new sentry.InboundFilter(`${slug}-${filter.id}`, args.filterArgs(at, filter), this.made);
    if (planned.spikeProtection) new sentry.SpikeProtection(slug, at, this.made);
    // Rules name teams beside the project's own.
    new sentry.Ownership(slug, args.ownershipArgs(at, planned), { ...this.made, dependsOn: [...this.teams.values()] });
    return { resource, dsn, errors: new sentry.ErrorDetector(slug, at, this.made).vendorId };
  }

  private detector(at: args.InProject, planned: SentryDetector): Output<string> {
    const owner = interpolate`team:${this.team(planned.team).teamId}`;
    const { name } = planned;
    switch (planned.type) {
      case "uptime_domain_failure":
        return new sentry.UptimeDetector(name, args.uptimeArgs(at, planned, owner), this.made).vendorId;
      case "monitor_check_in_failure":
        return new sentry.CronDetector(name, args.cronArgs(at, planned, owner), this.made).vendorId;
      case "metric_issue":
        return new sentry.MetricDetector(name, args.metricArgs(at, planned, owner), this.made).vendorId;
    }
  }

  private team(slug: string): sentry.Team {
    const found = this.teams.get(slug);
    if (found === undefined) throw new Error(`The plan names the team ${slug}, and does not have it`);
    return found;
  }
}
