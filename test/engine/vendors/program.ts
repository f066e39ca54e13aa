import { RunError } from "@pulumi/pulumi";
import { Heartbeat, Monitor, StatusPage, StatusPageResource, StatusPageSection } from "../../../stacks/vendors/provider/betterstack";
import { Check } from "../../../stacks/vendors/provider/healthchecks";
import { VendorProvider } from "../../../stacks/vendors/provider/resource";
import * as sentry from "../../../stacks/vendors/provider/sentry";
import * as uptimerobot from "../../../stacks/vendors/provider/uptimerobot";
import type { Wanted } from "./wanted";

const wanted = JSON.parse(process.env["MONITORING_TEST"] ?? "{}") as Wanted;
const { round = "", team: teamName = "team" } = wanted;
const named = (name: string): string => `${name}${round}`;

async function ofSentry(baseUrl: string, provider: VendorProvider): Promise<Record<string, unknown>> {
  const options = { provider };
  const here = { baseUrl, organization: wanted.organization };
  const slack = await sentry.lookupIntegration({ ...here, provider: "slack" }, provider);
  const team = new sentry.Team(named(teamName), { ...here, slug: named(`shop-${teamName}`) }, options);
  const project = new sentry.Project(
    named("project"),
    {
      ...here,
      team: team.vendorId,
      slug: named(wanted.project),
      platform: "node-express",
      sensitiveFields: ["iban", wanted.note],
      allowedDomains: ["shop.example"],
      resolveAgeHours: 168,
    },
    options,
  );
  const inProject = { ...here, project: project.vendorId };
  const key = new sentry.Key(named("key"), { ...inProject, name: "server", rateLimit: { count: 1000, windowSeconds: 60 } }, options);
  new sentry.InboundFilter(named("crawlers"), { ...inProject, filter: "web-crawlers" }, options);
  new sentry.InboundFilter(named("browsers"), { ...inProject, filter: "legacy-browser", browsers: ["safari", "ie"] }, options);
  new sentry.SpikeProtection(named("spikes"), inProject, options);
  new sentry.Ownership(named("owners"), { ...inProject, raw: `path:src/* #${named(`shop-${teamName}`)}` }, options);
  const uptime = new sentry.UptimeDetector(
    named("uptime"),
    {
      ...inProject,
      name: "shop is up",
      environment: "production",
      url: "https://shop.example/health",
      headers: { "x-probe": wanted.note },
    },
    options,
  );
  const cron = new sentry.CronDetector(
    named("cron"),
    { ...inProject, name: "nightly", schedule: "0 3 * * *", maxRuntimeMinutes: 60 },
    options,
  );
  const metric = new sentry.MetricDetector(
    named("metric"),
    { ...inProject, name: "many errors", aggregate: "count()", high: 100, medium: 50, windowSeconds: 3600 },
    options,
  );
  new sentry.Workflow(
    named("alert"),
    {
      ...here,
      name: named("tell on-call"),
      detectorIds: [uptime, cron, metric].map((detector) => detector.vendorId),
      environment: "production",
      minLevel: "error",
      actions: [
        { via: "slack", integrationId: slack.id, channelId: "C0123456789", channel: "#alerts", notes: wanted.note },
        { via: "email", to: "issue_owners" },
      ],
    },
    options,
  );
  return { dsn: key.dsn, cron: cron.monitorSlug };
}

async function ofUptimeRobot(baseUrl: string, provider: VendorProvider): Promise<void> {
  const options = { provider };
  const contact = await uptimerobot.lookupAlertContact({ baseUrl, name: "On call" }, provider);
  const window = new uptimerobot.MaintenanceWindow(
    named("window"),
    { baseUrl, name: named("nightly"), interval: "daily", time: "03:00:00", durationMinutes: 30 },
    options,
  );
  const monitor = new uptimerobot.Monitor(
    named("monitor"),
    {
      baseUrl,
      name: named("shop"),
      type: "KEYWORD",
      url: "https://shop.example/health",
      keyword: { value: '"status":"ok"' },
      headers: { "x-probe": wanted.note },
      alertContacts: [{ id: contact.id }],
      maintenanceWindowIds: [window.vendorId],
      tags: ["shop"],
    },
    options,
  );
  new uptimerobot.StatusPage(named("page"), { baseUrl, name: named("Shop"), monitorIds: [monitor.vendorId] }, options);
}

function ofBetterStack(baseUrl: string, provider: VendorProvider): Record<string, unknown> {
  const options = { provider };
  const monitor = new Monitor(
    named("bs-monitor"),
    {
      baseUrl,
      name: named("shop"),
      type: "keyword",
      keyword: "ok",
      url: "https://shop.example/health",
      headers: { "x-probe": wanted.note },
    },
    options,
  );
  const heartbeat = new Heartbeat(
    named("bs-heartbeat"),
    { baseUrl, name: named("nightly"), periodSeconds: 86_400, graceSeconds: 3600 },
    options,
  );
  const page = new StatusPage(
    named("bs-page"),
    { baseUrl, subdomain: named("shop-status"), companyName: "Shop", companyUrl: "https://shop.example" },
    options,
  );
  const section = new StatusPageSection(named("bs-section"), { baseUrl, statusPageId: page.vendorId, name: "Shop", position: 0 }, options);
  const line = { statusPageId: page.vendorId, sectionId: section.vendorId, resourceId: monitor.vendorId, publicName: "Web shop" };
  new StatusPageResource(named("bs-line"), { baseUrl, ...line }, options);
  return { heartbeat: heartbeat.url };
}

function ofHealthchecks(baseUrl: string, provider: VendorProvider): Record<string, unknown> {
  const check = new Check(
    named("check"),
    { baseUrl, name: "Dead man's switch", slug: named("dead-mans-switch"), timeoutSeconds: 300, graceSeconds: 60 },
    { provider },
  );
  return { ping: check.pingUrl };
}

/** Creates resources of almost every kind at the vendors whose addresses the test sets. */
async function main(): Promise<Record<string, unknown>> {
  try {
    const { sentry: sentryUrl, uptimerobot: robotUrl, betterstack, healthchecks } = wanted;
    if ([sentryUrl, robotUrl, betterstack, healthchecks].every((url) => url === undefined)) return {};
    const provider = new VendorProvider("vendors");
    if (robotUrl !== undefined) await ofUptimeRobot(robotUrl, provider);
    return {
      ...(sentryUrl === undefined ? {} : await ofSentry(sentryUrl, provider)),
      ...(betterstack === undefined ? {} : ofBetterStack(betterstack, provider)),
      ...(healthchecks === undefined ? {} : ofHealthchecks(healthchecks, provider)),
    };
  } catch (error) {
    // As in index.ts, a failed look-up prints its error without a stack trace.
    throw error instanceof Error ? new RunError(error.message) : error;
  }
}

export = main;
