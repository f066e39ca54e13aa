import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { keyOf, type AnyPlanned } from "../../../exporters/vendor-plan";
import type { SentryResource } from "../../../exporters/sentry/model";
import type { UptimeResource } from "../../../exporters/uptime/plan-model";
import * as betterstack from "../provider/betterstack";
import type { VendorOptions, VendorProvider, VendorResource } from "../provider/resource";
import * as sentry from "../provider/sentry";
import * as uptimerobot from "../provider/uptimerobot";
import type { At } from "./decide";
import { resolved, type Known } from "./resolve";

type PlannedResource = SentryResource | UptimeResource;
type Class = new (name: string, args: never, options: VendorOptions) => VendorResource;

const classes: Readonly<Record<PlannedResource["type"], Class>> = {
  "sentry:Team": sentry.Team,
  "sentry:Project": sentry.Project,
  "sentry:Key": sentry.Key,
  "sentry:InboundFilter": sentry.InboundFilter,
  "sentry:SpikeProtection": sentry.SpikeProtection,
  "sentry:Ownership": sentry.Ownership,
  "sentry:ErrorDetector": sentry.ErrorDetector,
  "sentry:UptimeDetector": sentry.UptimeDetector,
  "sentry:CronDetector": sentry.CronDetector,
  "sentry:MetricDetector": sentry.MetricDetector,
  "sentry:Workflow": sentry.Workflow,
  "uptimerobot:Monitor": uptimerobot.Monitor,
  "uptimerobot:StatusPage": uptimerobot.StatusPage,
  "betterstack:Monitor": betterstack.Monitor,
  "betterstack:Heartbeat": betterstack.Heartbeat,
  "betterstack:StatusPage": betterstack.StatusPage,
  "betterstack:StatusPageSection": betterstack.StatusPageSection,
  "betterstack:StatusPageResource": betterstack.StatusPageResource,
};

/** Names of the outputs that references and the stack's outputs use. */
const outputs = ["vendorId", "teamId", "dsn", "url"] as const;
type OutputName = (typeof outputs)[number];

/** Creates all resources of a plan at one vendor, in the order of the plan. */
export class VendorResources extends ComponentResource {
  private readonly made = new Map<string, VendorResource>();

  constructor(
    kind: "SentryOrganization" | "UptimeRobotMonitors" | "BetterStackMonitors",
    name: string,
    resources: readonly PlannedResource[],
    { baseUrl, tokenSecret }: At,
    known: Known,
    provider: VendorProvider,
    options?: ComponentResourceOptions,
  ) {
    super(`monitoring:vendors:${kind}`, name, {}, options);
    const values = new Map(known);
    for (const planned of resources) {
      const inputs = { baseUrl, tokenSecret, ...resolved(planned.inputs, values) };
      const dependsOn = (planned.after ?? []).flatMap((key) => this.made.get(key) ?? []);
      // The alias makes the engine update the object with the former name instead of deleting it.
      const aliases = planned.formerly === undefined ? [] : [{ name: planned.formerly }];
      const resource = new classes[planned.type](planned.name, inputs as never, { parent: this, provider, dependsOn, aliases });
      this.made.set(keyOf(planned), resource);
      values.set(keyOf(planned), Object.fromEntries(outputs.map((output) => [output, outputOf(resource, output)])));
    }
    this.registerOutputs({});
  }

  /** An output of one resource; undefined if the plan does not contain the resource, or if the resource has no such output. */
  output(planned: Pick<AnyPlanned, "type" | "name">, output: OutputName): Output<string> | undefined {
    const resource = this.made.get(keyOf(planned));
    return resource && outputOf(resource, output);
  }
}

const outputOf = (resource: VendorResource, output: OutputName): Output<string> | undefined =>
  Reflect.get(resource, output) as Output<string> | undefined;
