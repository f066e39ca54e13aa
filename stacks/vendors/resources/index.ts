import { log, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { envFragment, sentryApplications, sentryVariables } from "../../../exporters/sentry/application";
import type { View } from "../../../exporters/model/catalogue";
import { lookupPolicy } from "../provider/betterstack";
import { Check } from "../provider/healthchecks";
import { VendorProvider } from "../provider/resource";
import { lookupIntegration, lookupPagerDutyService } from "../provider/sentry";
import { lookupAlertContact } from "../provider/uptimerobot";
import type { VendorDecision } from "./decide";
import { BetterStackMonitors, UptimeRobotMonitors, type Names } from "./outside-monitors";
import { integrated, integrationKey, serviceKey, services, type SentryIds } from "./sentry-alerts";
import { inOrganization } from "./sentry-args";
import { SentryOrganization } from "./sentry-organization";
import { contactsOf, deadMansSwitchArgs, policiesOf } from "./uptime-args";

/** What an application is told of its project at Sentry. */
export interface ApplicationOutputs {
  readonly project: string;
  /** Where its events go; a secret. */
  readonly dsn: Output<string>;
  /** Lines for its `.env`; a secret, because the DSN is among them. */
  readonly env: Output<string>;
}

/** What a stack tells of vendors. */
export interface VendorOutputs {
  /** By `<system>/<service>`. */
  readonly applications: Readonly<Record<string, ApplicationOutputs>>;
  /** Addresses of the vendors' status pages, by system. */
  readonly statusPages: Readonly<Record<string, Output<string>>>;
  /** Addresses that jobs ask for, by key of the job; secrets. */
  readonly heartbeats: Readonly<Record<string, Output<string>>>;
}

type Sentry = NonNullable<VendorDecision["sentry"]>;

async function named(names: readonly string[], lookUp: (name: string) => Promise<{ readonly id: string }>): Promise<Names> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await lookUp(name)).id] as const)));
}

async function sentryIds({ plan, discordChannels, ...at }: Sentry, provider: VendorProvider): Promise<SentryIds> {
  const here = inOrganization(plan, at);
  const actions = integrated(plan);
  const found = await Promise.all(
    actions.map(async (action) => {
      const { type, integration } = action;
      const { id } = await lookupIntegration(
        { ...here, provider: type, ...(integration === undefined ? {} : { name: integration }) },
        provider,
      );
      return [integrationKey(action), id] as const;
    }),
  );
  const integrations: Names = Object.fromEntries(found);
  const serviceIds = await Promise.all(
    services(plan).map(async (action) => {
      const integrationId = integrations[integrationKey(action)] ?? "";
      return [
        serviceKey(action),
        (await lookupPagerDutyService({ ...here, integrationId, service: action.service }, provider)).id,
      ] as const;
    }),
  );
  return { integrations, services: Object.fromEntries(serviceIds), discordChannels };
}

const applications = (view: View, { dsns }: SentryOrganization): VendorOutputs["applications"] =>
  Object.fromEntries(
    sentryApplications(view).flatMap((application) => {
      const { system, service, project } = application;
      const dsn = dsns[project];
      if (dsn === undefined) return [];
      const env = dsn.apply((value) => envFragment(application, sentryVariables(application, value)));
      return [[`${system}/${service}`, { project, dsn, env }] as const];
    }),
  );

type Outside = NonNullable<VendorDecision["uptime"]>;

const outsideNames = ({ vendor, plan, baseUrl, tokenSecret }: Outside, provider: VendorProvider): Promise<Names> =>
  vendor === "uptimerobot"
    ? named(contactsOf(plan), (name) => lookupAlertContact({ baseUrl, tokenSecret, name }, provider))
    : named(policiesOf(plan), (name) => lookupPolicy({ baseUrl, tokenSecret, name }, provider));

function outside(
  { vendor, plan, ...at }: Outside,
  names: Names,
  provider: VendorProvider,
  options: ComponentResourceOptions,
): Pick<VendorOutputs, "statusPages" | "heartbeats"> {
  if (vendor === "uptimerobot")
    return { statusPages: new UptimeRobotMonitors("uptimerobot", plan, at, names, provider, options).pages, heartbeats: {} };
  const { pages, heartbeats } = new BetterStackMonitors("betterstack", plan, at, names, provider, options);
  return { statusPages: pages, heartbeats };
}

/** What was decided, ready to be made below a resource. */
export interface PreparedVendors {
  /** Makes what programs of the stack are told of, before them; gives secrets by key. */
  readonly createSecrets: (options?: ComponentResourceOptions) => Readonly<Record<string, Output<string>>>;
  /** Makes all the rest. */
  readonly create: (options?: ComponentResourceOptions) => VendorOutputs;
}

function deadMansSwitch(
  { plan, channels, ...at }: NonNullable<VendorDecision["deadMansSwitch"]>,
  provider: VendorProvider,
  options: ComponentResourceOptions,
): Readonly<Record<string, Output<string>>> {
  const check = new Check("dead-mans-switch", deadMansSwitchArgs(at, plan, channels), { ...options, provider });
  return { [plan.secret]: check.pingUrl };
}

/** Looks up everything that is named, so that a wrong name or token stops a run before anything is made. Without anything to make, no provider is started. */
export async function prepareVendors(view: View, decision: VendorDecision): Promise<PreparedVendors> {
  const { sentry, uptime, leftAlone } = decision;
  for (const line of leftAlone) await log.info(line);
  if (sentry === undefined && uptime === undefined && decision.deadMansSwitch === undefined)
    return { createSecrets: () => ({}), create: () => ({ applications: {}, statusPages: {}, heartbeats: {} }) };
  const provider = new VendorProvider("vendors");
  const ids = sentry && (await sentryIds(sentry, provider));
  const names = uptime && (await outsideNames(uptime, provider));
  return {
    createSecrets: (options = {}) =>
      decision.deadMansSwitch === undefined ? {} : deadMansSwitch(decision.deadMansSwitch, provider, options),
    create: (options = {}) => {
      const organization = sentry && ids && new SentryOrganization("sentry", sentry.plan, sentry, ids, provider, options);
      return {
        applications: organization === undefined ? {} : applications(view, organization),
        ...(uptime && names ? outside(uptime, names, provider, options) : { statusPages: {}, heartbeats: {} }),
      };
    },
  };
}
