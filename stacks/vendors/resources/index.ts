import { log, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { envFragment, sentryApplications, sentryVariables } from "../../../exporters/sentry/application";
import type { CheckInputs } from "../../../exporters/uptime/inputs/healthchecks";
import { companyUrl } from "../../../exporters/uptime/betterstack";
import { discordChannels } from "../../../exporters/sentry/workflows";
import { ofType } from "../../../exporters/vendor-plan";
import type { View } from "../../../exporters/model/catalogue";
import { Check } from "../provider/healthchecks";
import { keepObjects, VendorProvider } from "../provider/resource";
import type { VendorId } from "../provider/vendors";
import { pagesOf, type VendorDecision, type VendorFacts } from "./decide";
import { withKeptInputs } from "./kept-inputs";
import { lookUpAll } from "./look-up";
import type { Previous } from "./previous";
import { decideRemovals, plannedNames, removedFrom } from "./removals";
import { resolved, type Known } from "./resolve";
import { VendorResources } from "./vendor-resources";

/** The settings that an application needs for Sentry. */
export interface ApplicationOutputs {
  readonly project: string;
  /** The address to which the application sends events. It is a secret. */
  readonly dsn: Output<string>;
  /** Lines for the application's `.env` file. They are a secret, because they contain the DSN. */
  readonly env: Output<string>;
}

/** The stack's outputs about objects at vendors. */
export interface VendorOutputs {
  /** Settings of applications, by `<system>/<service>`. */
  readonly applications: Readonly<Record<string, ApplicationOutputs>>;
  /** Addresses of the status pages at vendors, by system. */
  readonly statusPages: Readonly<Record<string, Output<string>>>;
  /** Addresses to which jobs send heartbeats, by the heartbeat's name. They are secrets. */
  readonly heartbeats: Readonly<Record<string, Output<string>>>;
}

/** Values from the stack's settings to which plans refer. */
const settingsOf = ({ sentry, uptime }: VendorDecision): Known =>
  new Map<string, Readonly<Record<string, string | undefined>>>([
    [discordChannels, sentry?.discordChannels ?? {}],
    [companyUrl.$ref, { [companyUrl.output]: uptime?.companyUrl }],
  ]);

const applications = (view: View, organization: VendorResources): VendorOutputs["applications"] =>
  Object.fromEntries(
    sentryApplications(view).flatMap((application) => {
      const { system, service, project } = application;
      const dsn = organization.output({ type: "sentry:Key", name: project }, "dsn");
      if (dsn === undefined) return [];
      const env = dsn.apply((value) => envFragment(application, sentryVariables(application, value)));
      return [[`${system}/${service}`, { project, dsn, env }] as const];
    }),
  );

type Outside = NonNullable<VendorDecision["uptime"]>;

function outside(
  { vendor, plan, ...at }: Outside,
  known: Known,
  provider: VendorProvider,
  options: ComponentResourceOptions,
): Pick<VendorOutputs, "statusPages" | "heartbeats"> {
  const kind = vendor === "uptimerobot" ? "UptimeRobotMonitors" : "BetterStackMonitors";
  const made = new VendorResources(kind, vendor, plan.resources, at, known, provider, options);
  const address = (key: string, type: string, name: string): Readonly<Record<string, Output<string>>> => {
    const url = made.output({ type, name }, "url");
    return url === undefined ? {} : { [key]: url };
  };
  const pages = pagesOf(plan, vendor).map(({ system, name }) => address(system, `${vendor}:StatusPage`, name));
  const heartbeats = ofType(plan.resources, "betterstack:Heartbeat").map(({ type, name }) => address(name, type, name));
  return {
    statusPages: Object.assign({}, ...pages) as VendorOutputs["statusPages"],
    heartbeats: Object.assign({}, ...heartbeats) as VendorOutputs["heartbeats"],
  };
}

/** Functions that create the decided resources. `options` sets the parent of these resources. */
export interface PreparedVendors {
  /**
   * Creates the resources whose secrets the stack's programs need. Call this function before the programs are created. Returns the secrets
   * by key.
   */
  readonly createSecrets: (options?: ComponentResourceOptions) => Readonly<Record<string, Output<string>>>;
  /** Creates the resources that `createSecrets` does not create. */
  readonly create: (options?: ComponentResourceOptions) => VendorOutputs;
}

function deadMansSwitch(
  { plan, channels, ...at }: NonNullable<VendorDecision["deadMansSwitch"]>,
  provider: VendorProvider,
  options: ComponentResourceOptions,
): Readonly<Record<string, Output<string>>> {
  const { name, inputs } = plan.resource;
  const check = new Check(
    name,
    { ...at, ...(resolved(inputs, new Map()) as typeof inputs as CheckInputs), channels },
    { ...options, provider },
  );
  return { [plan.secret]: check.pingUrl };
}

/**
 * Prints what happens to objects that are in the state, but not in the decision. Returns the vendors at which all of these objects are
 * kept. Throws UserError if an object would be deleted with its history and `monitoring:allowDelete` does not allow it.
 */
async function checkRemovals(decision: VendorDecision, facts: VendorFacts, previous: readonly Previous[]): Promise<readonly VendorId[]> {
  const { sentry, uptime, deadMansSwitch: switched } = decision;
  const resources = [...(sentry?.plan.resources ?? []), ...(uptime?.plan.resources ?? []), ...(switched ? [switched.plan.resource] : [])];
  const removed = removedFrom(previous, plannedNames(resources, previous));
  if (removed.length === 0) return [];
  const { kinds } = await import("../provider/kinds.js");
  const manage = { sentry: facts.sentry.manage, uptime: facts.uptime.manage, deadMansSwitch: facts.deadMansSwitch.manage };
  const { stack, allowDelete } = facts;
  const { keptAt, lines } = decideRemovals(removed, kinds, { stack, manage, allowDelete });
  for (const line of lines) await log.info(line);
  return keptAt;
}

/**
 * Returns functions that create the decided resources. Looks up all objects to which the plans refer, so that a wrong name or token stops
 * the run before any resource is created. Starts the provider only if it has objects to manage or to keep. Throws UserError if an object
 * would be deleted with its history and `monitoring:allowDelete` does not allow it. `previous` are the resources in the stack's state.
 */
export async function prepareVendors(
  view: View,
  decision: VendorDecision,
  facts: VendorFacts,
  previous: readonly Previous[],
): Promise<PreparedVendors> {
  const { sentry, uptime, off } = decision;
  for (const line of off) await log.info(line);
  const keptAt = await checkRemovals(decision, facts, previous);
  if (sentry === undefined && uptime === undefined && decision.deadMansSwitch === undefined && keptAt.length === 0)
    return { createSecrets: () => ({}), create: () => ({ applications: {}, statusPages: {}, heartbeats: {} }) };
  const provider = new VendorProvider("vendors");
  if (keptAt.length > 0) await keepObjects(keptAt, provider);
  const settings = settingsOf(decision);
  const atSentry = sentry && (await lookUpAll(sentry.plan.lookups, sentry, settings, provider));
  const atUptime = uptime && (await lookUpAll(uptime.plan.lookups, uptime, settings, provider));
  return {
    createSecrets: (options = {}) =>
      decision.deadMansSwitch === undefined ? {} : deadMansSwitch(decision.deadMansSwitch, provider, options),
    create: (options = {}) => {
      const organization =
        sentry &&
        atSentry &&
        new VendorResources(
          "SentryOrganization",
          "sentry",
          withKeptInputs(sentry.plan.resources, previous),
          sentry,
          atSentry,
          provider,
          options,
        );
      return {
        applications: organization === undefined ? {} : applications(view, organization),
        ...(uptime && atUptime ? outside(uptime, atUptime, provider, options) : { statusPages: {}, heartbeats: {} }),
      };
    },
  };
}
