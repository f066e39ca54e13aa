import type { Input } from "@pulumi/pulumi";
import type { SentryAction, SentryPlan, SentryWorkflow } from "../../../exporters/sentry/model";
import type { Args } from "../provider/resource";
import type { WorkflowInputs } from "../provider/sentry/workflow";
import type { InOrganization } from "./sentry-args";

type Integrated = Extract<SentryAction, { integration?: string | undefined }>;

/** What the plan names and Sentry knows by id. */
export interface SentryIds {
  /** By `integrationKey`. */
  readonly integrations: Readonly<Record<string, string>>;
  /** By `serviceKey`. */
  readonly services: Readonly<Record<string, string>>;
  /** Discord's ids, by name of the channel. */
  readonly discordChannels: Readonly<Record<string, string>>;
}

/** An integration is named by its kind, and by its own name where there are several. */
export const integrationKey = ({ type, integration }: Pick<Integrated, "type" | "integration">): string =>
  integration === undefined ? type : `${type} ${integration}`;
export const serviceKey = (action: Extract<SentryAction, { type: "pagerduty" }>): string => `${integrationKey(action)} ${action.service}`;

/** Actions of a plan that go through integrations, each of a key once. */
export function integrated({ workflows }: SentryPlan): readonly Integrated[] {
  const all = workflows.flatMap(({ actions }) => actions).filter((action): action is Integrated => action.type !== "email");
  return [...new Map(all.map((action) => [integrationKey(action), action])).values()];
}

/** PagerDuty services of a plan, each once. */
export function services({ workflows }: SentryPlan): readonly Extract<SentryAction, { type: "pagerduty" }>[] {
  const all = workflows.flatMap(({ actions }) => actions.flatMap((action) => (action.type === "pagerduty" ? [action] : [])));
  return [...new Map(all.map((action) => [serviceKey(action), action])).values()];
}

const known = (ids: Readonly<Record<string, string>>, key: string, what: string): string => {
  const id = ids[key];
  if (id === undefined) throw new Error(`The ${what} ${key} was not looked up`);
  return id;
};

/** `teamId` gives Sentry's id of a team by its slug. */
export function actionArgs(action: SentryAction, ids: SentryIds, teamId: (slug: string) => Input<string>) {
  switch (action.type) {
    case "slack":
      return {
        via: "slack" as const,
        integrationId: known(ids.integrations, integrationKey(action), "integration"),
        channel: action.channel,
      };
    case "discord":
      return {
        via: "discord" as const,
        integrationId: known(ids.integrations, integrationKey(action), "integration"),
        channelId: known(ids.discordChannels, action.channel, "channel"),
      };
    case "pagerduty":
      return {
        via: "pagerduty" as const,
        integrationId: known(ids.integrations, integrationKey(action), "integration"),
        serviceId: known(ids.services, serviceKey(action), "service"),
        service: action.service,
        priority: action.priority,
      };
    case "email":
      return { via: "email" as const, to: "team" as const, targetId: teamId(action.team) };
  }
}

const priorities: Readonly<Record<number, "low" | "medium" | "high">> = { 25: "low", 50: "medium", 75: "high" };

function priority({ filter }: SentryWorkflow): Pick<WorkflowInputs, "minPriority" | "belowPriority"> {
  const [condition] = filter.conditions;
  const name = condition === undefined ? undefined : priorities[condition.comparison];
  if (name === undefined) return {};
  return filter.logicType === "none" ? { belowPriority: name } : { minPriority: name };
}

type Trigger = NonNullable<WorkflowInputs["triggers"]>[number];
type Frequency = NonNullable<WorkflowInputs["frequencyMinutes"]>;

/** `detectorIds` are those of the monitors that it listens to. */
export const workflowArgs = (
  at: InOrganization,
  workflow: SentryWorkflow,
  detectorIds: readonly Input<string>[],
  actions: readonly ReturnType<typeof actionArgs>[],
): Args<WorkflowInputs> => ({
  ...at,
  name: workflow.name,
  environment: workflow.environment,
  detectorIds,
  frequencyMinutes: workflow.frequency as Frequency,
  triggers: workflow.triggers as readonly Trigger[],
  ...priority(workflow),
  actions,
});
