import { log, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { envFragment, sentryApplications, sentryVariables } from "../../../exporters/sentry/application";
import type { CheckInputs } from "../../../exporters/uptime/inputs/healthchecks";
import { companyUrl } from "../../../exporters/uptime/betterstack";
import { discordChannels } from "../../../exporters/sentry/workflows";
import { ofType } from "../../../exporters/vendor-plan";
import type { View } from "../../../exporters/model/catalogue";
import { Check } from "../provider/healthchecks";
import { VendorProvider } from "../provider/resource";
import { pagesOf, type VendorDecision } from "./decide";
import { lookUpAll } from "./look-up";
import { resolved, type Known } from "./resolve";
import { VendorResources } from "./vendor-resources";

/** The Sentry settings of an application. */
export interface ApplicationOutputs {
  readonly project: string;
  /** The address for its events; a secret. */
  readonly dsn: Output<string>;
  /** Lines for its `.env`; a secret, because they contain the DSN. */
  readonly env: Output<string>;
}

/** The vendor outputs of a stack. */
export interface VendorOutputs {
  /** By `<system>/<service>`. */
  readonly applications: Readonly<Record<string, ApplicationOutputs>>;
  /** Addresses of the vendors' status pages, by system. */
  readonly statusPages: Readonly<Record<string, Output<string>>>;
  /** Addresses that jobs request as heartbeats, by job key; secrets. */
  readonly heartbeats: Readonly<Record<string, Output<string>>>;
}

/** References to the stack's settings, for inputs that are not in the plan. */
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

/** The decided resources, ready to be created as children of a resource. */
export interface PreparedVendors {
  /** Creates what programs of the stack need, before them. Returns secrets by key. */
  readonly createSecrets: (options?: ComponentResourceOptions) => Readonly<Record<string, Output<string>>>;
  /** Creates all other resources. */
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
 * Looks up everything that the plan refers to, so that a wrong name or token stops a run before any resource is created. Starts no
 * provider if there is nothing to create.
 */
export async function prepareVendors(view: View, decision: VendorDecision): Promise<PreparedVendors> {
  const { sentry, uptime, leftAlone } = decision;
  for (const line of leftAlone) await log.info(line);
  if (sentry === undefined && uptime === undefined && decision.deadMansSwitch === undefined)
    return { createSecrets: () => ({}), create: () => ({ applications: {}, statusPages: {}, heartbeats: {} }) };
  const provider = new VendorProvider("vendors");
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
        new VendorResources("SentryOrganization", "sentry", sentry.plan.resources, sentry, atSentry, provider, options);
      return {
        applications: organization === undefined ? {} : applications(view, organization),
        ...(uptime && atUptime ? outside(uptime, atUptime, provider, options) : { statusPages: {}, heartbeats: {} }),
      };
    },
  };
}
