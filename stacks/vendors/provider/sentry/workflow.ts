import type { z } from "zod";
import {
  workflowInputs as vendorInputs,
  eventLevels,
  issuePriorities,
  workflowFrequencies,
  workflowTriggers,
} from "../../../../exporters/sentry/inputs/workflow";
import { VendorError } from "../client/errors";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { idOf, listOf, numberOf, objectOf, objectsOf, textOf, type Json } from "../json";
import { organizationPath } from "./common";
import { actionBody, actionInput, knownActions, type Action } from "./workflow-actions";

/** Sentry's numbers for event levels. */
const levels = { debug: 10, info: 20, warning: 30, error: 40, fatal: 50 } as const;
/** Sentry's numbers for issue priorities. */
const priorities = { low: 25, medium: 50, high: 75 } as const;

export const workflowShape = { ...connection("sentry"), ...vendorInputs };

export type WorkflowInputs = z.input<z.ZodObject<typeof workflowShape>>;
type Checked = z.output<z.ZodObject<typeof workflowShape>>;

type Conditions = Pick<Checked, "minLevel" | "minPriority" | "belowPriority" | "events">;

const priority = (name: Checked["minPriority"]): Json[] =>
  name === undefined ? [] : [{ type: "issue_priority_greater_or_equal", comparison: priorities[name], conditionResult: true }];

const conditions = ({ minLevel, minPriority, belowPriority, events }: Conditions): Json[] => [
  ...priority(minPriority ?? belowPriority),
  ...(minLevel === undefined ? [] : [{ type: "level", comparison: { match: "gte", level: levels[minLevel] }, conditionResult: true }]),
  ...(events === undefined
    ? []
    : [{ type: "event_frequency_count", comparison: { value: events.moreThan, interval: events.interval }, conditionResult: true }]),
];

/** Body of the request that creates an alert. The request that updates an alert also contains the alert's ID. */
export const workflowBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret" | "organization">): Json => ({
  name: inputs.name,
  enabled: inputs.enabled,
  environment: inputs.environment ?? null,
  config: { frequency: inputs.frequencyMinutes },
  detectorIds: inputs.detectorIds,
  triggers: {
    logicType: "any-short",
    conditions: inputs.triggers.map((type) => ({ type, comparison: true, conditionResult: true })),
  },
  actionFilters: [
    {
      logicType: inputs.belowPriority === undefined ? "all" : "none",
      conditions: conditions(inputs),
      actions: inputs.actions.map(actionBody),
    },
  ],
});

/** Of the actions in a response, the types that this provider cannot create, each once. A person added these actions in Sentry's UI. */
const foreignActions = (remote: Json): string[] => [
  ...new Set(
    objectsOf(remote["actionFilters"])
      .flatMap((filter) => objectsOf(filter["actions"]))
      .filter((one) => actionInput(one) === undefined)
      .map(({ type }) => textOf(type) ?? "without a type"),
  ),
];

const conditionOf = (filter: Json, type: string): Json | undefined => {
  const found = objectsOf(filter["conditions"]).find((one) => one["type"] === type);
  return found === undefined ? undefined : objectOf(found["comparison"]);
};

/** Reads the inputs from a response about an alert. */
export function workflowInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const [filter = {}] = objectsOf(remote["actionFilters"]);
  const actions = objectsOf(filter["actions"]).map(actionInput);
  const level = conditionOf(filter, "level");
  const count = conditionOf(filter, "event_frequency_count");
  const urgent = objectsOf(filter["conditions"]).find(({ type }) => type === "issue_priority_greater_or_equal")?.["comparison"];
  const urgency = issuePriorities.find((name) => priorities[name] === urgent) ?? null;
  const below = filter["logicType"] === "none";
  const frequency = numberOf(objectOf(remote["config"])["frequency"]);
  const events = workflowShape.events.safeParse(count && { moreThan: count["value"], interval: count["interval"] }).data;
  return {
    name: textOf(remote["name"]),
    enabled: typeof remote["enabled"] === "boolean" ? remote["enabled"] : undefined,
    environment: remote["environment"] === null ? null : textOf(remote["environment"]),
    detectorIds: Array.isArray(remote["detectorIds"]) ? listOf(remote["detectorIds"]).flatMap((id) => idOf(id) ?? []) : undefined,
    frequencyMinutes: workflowFrequencies.find((one) => one === frequency) ?? null,
    triggers: objectsOf(objectOf(remote["triggers"])["conditions"]).flatMap(
      ({ type }) => workflowTriggers.find((one) => one === type) ?? [],
    ),
    minLevel: eventLevels.find((name) => levels[name] === level?.["level"]) ?? null,
    minPriority: below ? null : urgency,
    belowPriority: below ? urgency : null,
    events: events ?? null,
    // Leave out actions that this provider cannot create; they were added in Sentry's UI. The diff does not show them. `update` refuses to
    // remove them.
    actions: actions.filter((one): one is Action => one !== undefined),
  };
}

const what = ({ name, organization }: Checked): string => `the alert ${name} (organization ${organization})`;
const itemPath = (inputs: Checked, id: string): string => `${organizationPath(inputs)}/workflows/${id}/`;

const alerts = collection<Checked>({
  path: (inputs) => `${organizationPath(inputs)}/workflows/`,
  itemPath,
  matches: (remote, { name }) => remote["name"] === name,
  name: what,
  body: workflowBody,
  changes: (inputs, id) => ({ id, ...workflowBody(inputs) }),
  updateBy: "PUT",
});

export const workflow = define({
  type: "monitoring:sentry:Workflow",
  vendor: "sentry",
  shape: workflowShape,
  rules: ({ actions, minLevel, minPriority, belowPriority, events }) => [
    ...(belowPriority === undefined || [minLevel, minPriority, events].every((other) => other === undefined)
      ? []
      : ["belowPriority: cannot be combined; remove minLevel, minPriority and events, or create a second alert"]),
    ...actions.flatMap((one, index) =>
      one.via === "email" && (one.targetId === undefined) !== (one.to === "issue_owners")
        ? [`actions[${index}].targetId: ${one.to === "issue_owners" ? "the issue's owners have none" : `expected the id of the ${one.to}`}`]
        : [],
    ),
  ],
  history: undefined,
  path: ["organization"],
  what,
  key: ({ name }) => name,
  id: ({ id }) => textOf(id),
  fromRemote: workflowInputs,
  operations: {
    ...alerts,
    // An update replaces all actions of the alert, so it would silently remove the actions that this provider cannot create.
    async update(api, id, inputs, before) {
      const foreign = foreignActions((await api.get(itemPath(inputs, id))) ?? {});
      if (foreign.length > 0)
        throw new VendorError(
          `${what(inputs)} has actions of the type ${foreign.join(", ")} in Sentry, which the update would remove, because this project creates only ${knownActions.join(", ")}: move them to an alert of your own in Sentry's UI, then run the same command again.`,
        );
      return alerts.update(api, id, inputs, before);
    },
  },
});
