import type { Json } from "../../../../stacks/vendors/provider/json";
import type { startBetterStack } from "./fakes/betterstack";
import type { startHealthchecks } from "./fakes/healthchecks";
import type { startSentry } from "./fakes/sentry";
import type { startUptimeRobot } from "./fakes/uptimerobot";
import type { Declared } from "./simulated-engine";

export interface AllVendors {
  readonly sentry: Awaited<ReturnType<typeof startSentry>>;
  readonly robot: Awaited<ReturnType<typeof startUptimeRobot>>;
  readonly stack: Awaited<ReturnType<typeof startBetterStack>>;
  readonly checks: Awaited<ReturnType<typeof startHealthchecks>>;
}

/** The parts of the Pulumi program that a test varies to rename or replace objects. */
export interface Shape {
  /** The suffix of every name at the vendors. */
  readonly suffix: string;
  /** The suffix of every name in the Pulumi program. */
  readonly own: string;
  /** The former suffix of every name in the Pulumi program, declared as a rename. */
  readonly formerly?: string;
  /** Selects values of inputs that the vendor cannot update. If `fixed` changes, the objects with such inputs are replaced. */
  readonly fixed: 0 | 1;
}

/** A Pulumi program with one resource of every kind at every vendor, parents first. */
export function everyKind({ sentry, robot, stack, checks }: AllVendors, { suffix, own, formerly, fixed }: Shape): Declared[] {
  const declared = (type: string, name: string, args: Declared["args"]): Declared => ({
    type,
    name: `${name}${own}`,
    ...(formerly !== undefined && { formerly: `${name}${formerly}` }),
    args: (idOf) => args((parent) => idOf(`${parent}${own}`)),
  });
  const atSentry = { baseUrl: sentry.url, organization: "acme" };
  const inProject = (more: Json) => (idOf: (name: string) => string) => ({ ...atSentry, project: idOf("project"), ...more });
  const atRobot = { baseUrl: robot.baseUrl };
  const atStack = { baseUrl: stack.baseUrl };
  const named = (name: string): string => `${name}${suffix}`;
  return [
    declared("sentry:Team", "team", () => ({ ...atSentry, slug: named("shop") })),
    declared("sentry:Project", "project", (idOf) => ({ ...atSentry, team: idOf("team"), slug: named("web") })),
    declared("sentry:Key", "key", inProject({ name: named("server") })),
    declared("sentry:InboundFilter", "filter", inProject({ filter: "web-crawlers" })),
    declared("sentry:SpikeProtection", "spikes", inProject({})),
    declared("sentry:Ownership", "owners", inProject({ raw: `path:* #shop${suffix}` })),
    declared("sentry:ErrorDetector", "errors", inProject({})),
    declared("sentry:UptimeDetector", "up", inProject({ name: named("up"), environment: "test", url: "https://shop.example" })),
    declared("sentry:CronDetector", "nightly", inProject({ name: named("nightly"), checkIn: `nightly-${fixed}`, schedule: "0 3 * * *" })),
    declared("sentry:MetricDetector", "many", inProject({ name: named("many"), aggregate: "count()", high: 10 })),
    declared("sentry:Workflow", "alert", (idOf) => ({
      ...atSentry,
      name: named("alert"),
      detectorIds: [idOf("many")],
      actions: [{ via: "email", to: "issue_owners" }],
    })),
    declared("uptimerobot:MaintenanceWindow", "window", () => ({
      ...atRobot,
      name: named("window"),
      interval: "daily",
      time: "03:00:00",
      durationMinutes: 30,
    })),
    declared("uptimerobot:Monitor", "shop", () => ({
      ...atRobot,
      name: named("shop"),
      type: fixed === 0 ? "HTTP" : "PING",
      url: "https://shop.example",
    })),
    declared("uptimerobot:StatusPage", "robot-page", (idOf) => ({ ...atRobot, name: named("page"), monitorIds: [idOf("shop")] })),
    declared("betterstack:Monitor", "web", () => ({ ...atStack, name: named("web"), url: "https://shop.example" })),
    declared("betterstack:Heartbeat", "beat", () => ({ ...atStack, name: named("beat"), periodSeconds: 60, graceSeconds: 60 })),
    declared("betterstack:StatusPage", "page", () => ({
      ...atStack,
      subdomain: named("shop"),
      companyName: "Shop",
      companyUrl: "https://shop.example",
    })),
    declared("betterstack:StatusPageSection", "section", (idOf) => ({
      ...atStack,
      statusPageId: idOf("page"),
      name: named("All"),
      position: fixed,
    })),
    declared("betterstack:StatusPageResource", "line", (idOf) => ({
      ...atStack,
      statusPageId: idOf("page"),
      sectionId: idOf("section"),
      resourceId: idOf("web"),
      publicName: named("Web"),
    })),
    declared("healthchecks:Check", "switch", () => ({
      baseUrl: checks.baseUrl,
      name: named("switch"),
      slug: named("switch"),
      timeoutSeconds: 60,
    })),
  ];
}

/** The IDs of all objects that keep a history at the vendor, each with its kind. */
export const withHistory = ({ sentry, robot, stack, checks }: AllVendors): string[] =>
  [
    ...sentry.objects.teams.map(({ id }) => `sentry:Team ${id}`),
    ...sentry.objects.projects.map(({ id }) => `sentry:Project ${id}`),
    ...sentry.objects.keys.map(({ id }) => `sentry:Key ${id}`),
    ...sentry.objects.detectors.map(({ id, type }) => `${type} ${id}`),
    ...robot.objects.monitors.map(({ id }) => `uptimerobot:Monitor ${id}`),
    ...robot.objects.statusPages.map(({ id }) => `uptimerobot:StatusPage ${id}`),
    ...stack.objects.monitors.map(({ id }) => `betterstack:Monitor ${id}`),
    ...stack.objects.heartbeats.map(({ id }) => `betterstack:Heartbeat ${id}`),
    ...stack.objects.statusPages.map(({ id }) => `betterstack:StatusPage ${id}`),
    ...checks.objects.checks.map(({ id }) => `healthchecks:Check ${id}`),
  ].sort();
