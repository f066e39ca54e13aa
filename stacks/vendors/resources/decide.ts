import type { SentryPlan } from "../../../exporters/sentry/model";
import type { PlannedDeadMansSwitch, StatusPage, UptimePlan } from "../../../exporters/uptime/plan-model";
import type { OutsideVendor } from "../../../exporters/model/environment-vendors";
import { discordChannels } from "../../../exporters/sentry/workflows";
import { ofType, referencesIn } from "../../../exporters/vendor-plan";
import { UserError } from "../../config/errors";
import { vendors, type VendorId } from "../provider/vendors";
import type { VendorPlans } from "./plans";
import type { VendorSettings } from "../../config/vendors";

/** The address of a vendor's API, and the key of its token in `monitoring:secrets`. */
export interface At {
  readonly baseUrl: string;
  readonly tokenSecret: string;
}

/** The vendors at which the stack manages resources, each with its plan. */
export interface VendorDecision {
  readonly sentry?: At & { readonly plan: SentryPlan; readonly discordChannels: Readonly<Record<string, string>> };
  readonly uptime?: At & { readonly vendor: OutsideVendor; readonly plan: UptimePlan; readonly companyUrl: string | undefined };
  readonly deadMansSwitch?: At & { readonly plan: PlannedDeadMansSwitch; readonly channels: readonly string[] };
  /** Lines that say why Sentry or the external monitor is off, and how to turn it on. */
  readonly off: readonly string[];
}

export interface VendorFacts extends VendorSettings {
  readonly stack: string;
  readonly environment: string;
  /**
   * Whether the stack runs on the user's machine. If true, `off` does not mention vendors at which the catalogue plans nothing. Default:
   * false.
   */
  readonly onOwnMachine?: boolean;
  /** Keys of the secrets that are set. */
  readonly secretKeys: readonly string[];
}

/** The planned status pages at one vendor. */
export const pagesOf = (plan: UptimePlan, vendor: OutsideVendor): readonly StatusPage[] =>
  plan.statusPages.filter(({ by }) => by === vendor);

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

interface Question {
  readonly vendor: VendorId;
  /** Key of the vendor's settings: `sentry` or `uptime`. */
  readonly setting: string;
  readonly manage: boolean | undefined;
  readonly tokenSecret: string;
  readonly planned: string;
}

/**
 * Returns true if the vendor is on: `manage` is not false, and the token is set. If `manage` is true and the token is missing, adds a
 * message to `problems` and returns undefined. In all other cases, returns a line that says why the vendor is off.
 */
function managed({ stack, secretKeys }: VendorFacts, asked: Question, problems: string[]): true | string | undefined {
  const { setting, manage, tokenSecret, planned } = asked;
  const { name, makeToken } = vendors[asked.vendor];
  const setToken = `pulumi config set --stack ${stack} --secret --path 'monitoring:secrets.${tokenSecret}'`;
  if (manage === false)
    return `${name} is off: monitoring:${setting}.manage is false; remove it to create ${planned}, as the catalogue plans.`;
  if (secretKeys.includes(tokenSecret)) return true;
  if (manage === undefined)
    return `${name} is off: no token in the stack's configuration; set it with \`${setToken}\` to create ${planned}, as the catalogue plans.`;
  problems.push(
    `monitoring:secrets.${tokenSecret}: is missing, but monitoring:${setting}.manage is true; create ${makeToken}, and set it: \`${setToken}\``,
  );
  return undefined;
}

function notPlanned({ sentry, uptime }: VendorPlans, { environment, onOwnMachine }: VendorFacts): string[] {
  if (onOwnMachine === true) return [];
  const file = "exporters/catalogue/environments.ts";
  return [
    ...(sentry === undefined ? [`Sentry is off: environment ${environment} names no organization (sentry in ${file}).`] : []),
    ...(uptime.outside === "none" ? [`The external monitor is off: environment ${environment} has none (uptime.outside in ${file}).`] : []),
  ];
}

function sentryProblems(plan: SentryPlan, { sentry }: VendorSettings, stack: string): string[] {
  const channels = referencesIn(plan.resources).flatMap(({ $ref, output }) => ($ref === discordChannels ? [output] : []));
  return [...new Set(channels)]
    .filter((channel) => sentry.discordChannels[channel] === undefined)
    .map(
      (channel) =>
        `monitoring:sentry.discordChannels.${channel}: is missing; Sentry accepts Discord channels only by id. In Discord, copy the id of the channel ${channel} (developer mode), and set it: \`pulumi config set --stack ${stack} --path 'monitoring:sentry.discordChannels.${channel}' --type string <id>\``,
    );
}

function uptimeProblems(plan: UptimePlan, vendor: OutsideVendor, { uptime }: VendorSettings, stack: string): string[] {
  return vendor === "betterstack" && uptime.companyUrl === undefined && pagesOf(plan, vendor).length > 0
    ? [
        `monitoring:uptime.companyUrl: is missing; Better Stack status pages require the address of your website: \`pulumi config set --stack ${stack} --path 'monitoring:uptime.companyUrl' https://...\``,
      ]
    : [];
}

function deadMansSwitchProblems(plan: UptimePlan, { deadMansSwitch, secretKeys, stack, environment }: VendorFacts): string[] {
  const { manage, tokenSecret } = deadMansSwitch;
  if (manage !== true) return [];
  const { name, makeToken } = vendors.healthchecks;
  return [
    ...(plan.deadMansSwitch === undefined
      ? [
          `monitoring:deadMansSwitch.manage: is true, but environment ${environment} has none; add one in exporters/catalogue/environments.ts (deadMansSwitch), or set it to false`,
        ]
      : []),
    ...(secretKeys.includes(tokenSecret)
      ? []
      : [
          `monitoring:secrets.${tokenSecret}: is missing, but monitoring:deadMansSwitch.manage is true; create ${makeToken} (${name}), and set it: \`pulumi config set --stack ${stack} --secret --path 'monitoring:secrets.${tokenSecret}'\``,
        ]),
  ];
}

/** Decides which resources are created at vendors. Throws a UserError that lists all problems with the settings. */
export function decideVendors(plans: VendorPlans, facts: VendorFacts): VendorDecision {
  const problems: string[] = [];
  const off = notPlanned(plans, facts);
  const answer = (asked: Question): boolean => {
    const said = managed(facts, asked, problems);
    if (typeof said === "string") off.push(said);
    return said === true;
  };
  const { sentry: plan, uptime } = plans;
  const vendor = uptime.outside === "none" ? undefined : uptime.outside;
  const { tokenSecret } = facts.sentry;
  const planned =
    plan === undefined
      ? ""
      : `${count(ofType(plan.resources, "sentry:Project").length, "project")} and ${count(ofType(plan.resources, "sentry:Workflow").length, "alert")}`;
  const withSentry =
    plan !== undefined &&
    plan.resources.length > 0 &&
    answer({ vendor: "sentry", setting: "sentry", manage: facts.sentry.manage, tokenSecret, planned });
  if (withSentry) problems.push(...sentryProblems(plan, facts, facts.stack));
  const uptimeSecret = facts.uptime.tokenSecret ?? (vendor === undefined ? "" : vendors[vendor].tokenSecret);
  const withUptime =
    vendor !== undefined &&
    answer({
      vendor,
      setting: "uptime",
      manage: facts.uptime.manage,
      tokenSecret: uptimeSecret,
      planned: count(uptime.resources.filter(({ type }) => /:(Monitor|Heartbeat)$/.test(type)).length, "monitor"),
    });
  if (withUptime) problems.push(...uptimeProblems(uptime, vendor, facts, facts.stack));
  const { url, tokenSecret: switchSecret, manage, channels } = facts.deadMansSwitch;
  problems.push(...deadMansSwitchProblems(uptime, facts));
  if (problems.length > 0)
    throw UserError.of(
      `Pulumi.${facts.stack}.yaml has ${count(problems.length, "mistake")} in its vendor settings; nothing was changed.`,
      problems,
    );
  return {
    ...(withSentry && {
      sentry: { baseUrl: facts.sentry.url ?? plan.url, tokenSecret, plan, discordChannels: facts.sentry.discordChannels },
    }),
    ...(withUptime && {
      uptime: {
        vendor,
        plan: uptime,
        baseUrl: facts.uptime.url ?? vendors[vendor].baseUrl,
        tokenSecret: uptimeSecret,
        companyUrl: facts.uptime.companyUrl,
      },
    }),
    ...(manage === true &&
      uptime.deadMansSwitch !== undefined && {
        deadMansSwitch: {
          plan: uptime.deadMansSwitch,
          channels,
          baseUrl: url ?? vendors.healthchecks.baseUrl,
          tokenSecret: switchSecret,
        },
      }),
    off,
  };
}
