import { z } from "zod";
import type { Workflow } from "./model";
import { badField, notFound, now, page, projectNamed, type Handlers, type SentryCall } from "./state";

const fields = z.record(z.string(), z.unknown());
const action = z.looseObject({ type: z.string(), integrationId: z.string().nullish(), config: fields });
const filter = z.looseObject({ logicType: z.string(), conditions: z.array(fields), actions: z.array(action) });
const sent = z.looseObject({
  name: z.string(),
  enabled: z.boolean(),
  environment: z.string().nullish(),
  config: z.looseObject({ frequency: z.number() }),
  detectorIds: z.array(z.string()),
  triggers: z.looseObject({ logicType: z.string(), conditions: z.array(fields) }),
  actionFilters: z.array(filter),
  owner: z.string().nullish(),
});

/** The types of actions that need an installed integration. The integration's provider has the same name as the type. */
const integrated = ["slack", "discord", "pagerduty", "opsgenie", "msteams"];

function checkAction({ state }: SentryCall, { type, integrationId, config }: z.infer<typeof action>): void {
  if (integrated.includes(type)) {
    const found = state.integrations.get(integrationId ?? "");
    if (found?.provider !== type) throw badField("actionFilters", `No ${type} integration has the id ${integrationId ?? "(none)"}.`);
  }
  const target = config["targetIdentifier"];
  if (type === "email" && config["targetType"] === "team" && state.teams.get(typeof target === "string" ? target : "") === undefined) {
    throw badField("actionFilters", "This team does not exist.");
  }
}

/** Adds Slack's channel ID to an action that has only the channel's name. Sentry asks Slack for the ID; here it is made from the name. */
function withChannel(one: z.infer<typeof action>): z.infer<typeof action> {
  const { targetIdentifier, targetDisplay } = one.config;
  if (one.type !== "slack" || targetIdentifier !== "" || typeof targetDisplay !== "string") return one;
  const found = Buffer.from(targetDisplay).toString("hex").toUpperCase().slice(-10);
  return { ...one, config: { ...one.config, targetIdentifier: `C${found}` } };
}

/** Validates a request body and converts it to the form that the server stores: triggers, filters, conditions and actions get an ID. */
function asked(call: SentryCall): Omit<Workflow, "id" | "dateCreated" | "dateUpdated"> {
  const { state } = call;
  const { name, enabled, environment, config, detectorIds, triggers, actionFilters, owner } = sent.parse(call.body);
  if (name === "" || name.length > 256) throw badField("name", "Ensure this field has between 1 and 256 characters.");
  const missing = detectorIds.filter((id) => state.detectors.get(id) === undefined);
  if (missing.length > 0) throw badField("detectorIds", `Some detectors do not exist: ${missing.join(", ")}`);
  for (const one of actionFilters.flatMap(({ actions }) => actions)) checkAction(call, one);
  const withId = <T extends object>(one: T): T & { readonly id: string } => ({ ...one, id: state.ids.next() });
  const { organizationId } = state;
  return {
    name,
    enabled,
    environment: environment ?? null,
    config,
    detectorIds: [...new Set(detectorIds)],
    triggers: withId({ organizationId, logicType: triggers.logicType, conditions: triggers.conditions.map(withId), actions: [] }),
    actionFilters: actionFilters.map(({ logicType, conditions, actions }) =>
      withId({
        organizationId,
        logicType,
        conditions: conditions.map(withId),
        actions: actions.map((one) => withId({ ...withChannel(one), status: "active" })),
      }),
    ),
    owner: owner ?? null,
  };
}

const body = ({ state }: SentryCall, workflow: Workflow): Readonly<Record<string, unknown>> => ({
  ...workflow,
  organizationId: state.organizationId,
  createdBy: null,
  lastTriggered: null,
});

function workflowOf({ state, params }: SentryCall): Workflow {
  const workflow = state.workflows.get(params["workflow_id"] ?? "");
  if (workflow === undefined) throw notFound();
  return workflow;
}

export const workflowHandlers: Handlers = {
  createOrganizationWorkflow: (call) => {
    const made = now();
    const wanted = asked(call);
    const workflow = call.state.workflows.put({ id: call.state.ids.next(), ...wanted, dateCreated: made, dateUpdated: made });
    return { status: 201, body: body(call, workflow) };
  },

  listOrganizationWorkflows: (call) => {
    const { state, query } = call;
    const projects = query.getAll("project").map((one) => projectNamed(state, one)?.id ?? one);
    const inside = ({ detectorIds }: Workflow): boolean =>
      projects.length === 0 ||
      projects.includes("-1") ||
      detectorIds.some((id) => projects.includes(state.detectors.get(id)?.project ?? ""));
    const name =
      query
        .get("query")
        ?.replace(/^name:/, "")
        .replaceAll('"', "") ?? "";
    const found = state.workflows.list().filter((one) => inside(one) && one.name.includes(name));
    return page(
      call,
      found.map((one) => body(call, one)),
    );
  },

  getOrganizationWorkflow: (call) => ({ status: 200, body: body(call, workflowOf(call)) }),

  updateOrganizationWorkflow: (call) => {
    const { id } = workflowOf(call);
    return { status: 200, body: body(call, call.state.workflows.change(id, { ...asked(call), dateUpdated: now() })) };
  },

  deleteOrganizationWorkflow: (call) => {
    call.state.workflows.remove(workflowOf(call).id);
    return { status: 204 };
  },
};
