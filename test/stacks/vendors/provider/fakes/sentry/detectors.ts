import { z } from "zod";
import { askedTypes, checkDetector, uptimeConditions, wrapped, type AskedType } from "./detector-rules";
import type { Detector, DetectorType } from "./model";
import { badField, notFound, now, page, projectNamed, projectOf, type Handlers, type SentryCall, type State } from "./state";

const fields = z.record(z.string(), z.unknown());
const sent = z.looseObject({
  projectId: z.string(),
  type: z.enum(askedTypes),
  name: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean().nullish(),
  owner: z.string().nullable(),
  dataSources: z.array(fields),
  conditionGroup: z.looseObject({ logicType: z.string(), conditions: z.array(fields) }).optional(),
  config: fields.default({}),
  workflow_ids: z.array(z.number()).optional(),
});

/** Converts an owner, `team:<id>` or `user:<id>`, to the form in responses. */
function ownerBody({ teams }: State, owner: string | null): Readonly<Record<string, unknown>> | null {
  if (owner === null) return null;
  const [kind, id = ""] = owner.split(":");
  if (kind === "user") return { type: "user", id, name: `user ${id}`, email: `user-${id}@acme.example` };
  const team = teams.get(id);
  return team === undefined ? null : { type: "team", id, name: team.slug };
}

function body({ state }: SentryCall, detector: Detector): Readonly<Record<string, unknown>> {
  const { project, owner, ...rest } = detector;
  return {
    ...rest,
    projectId: project,
    owner: ownerBody(state, owner),
    createdBy: null,
    latestGroup: null,
    workflowIds: state.workflows
      .list()
      .filter(({ detectorIds }) => detectorIds.includes(detector.id))
      .map(({ id }) => id),
  };
}

/** Whether the pricing plan allows another enabled monitor. A monitor beyond the plan's limit is created but disabled. */
function hasSeat(state: State, type: DetectorType, but?: string): boolean {
  const limits: Partial<Record<DetectorType, number>> = {
    uptime_domain_failure: state.plan.uptimeMonitors,
    monitor_check_in_failure: state.plan.cronMonitors,
  };
  const used = state.detectors.list().filter((one) => one.type === type && one.enabled && one.id !== but).length;
  return used < (limits[type] ?? Infinity);
}

function conditions(state: State, type: AskedType, asked: z.infer<typeof sent>["conditionGroup"]): Detector["conditionGroup"] {
  const group = type === "uptime_domain_failure" ? uptimeConditions : (asked ?? { logicType: "any", conditions: [] });
  return {
    id: state.ids.next(),
    organizationId: state.organizationId,
    logicType: group.logicType,
    conditions: group.conditions.map((one) => ({ ...one, id: state.ids.next() })),
    actions: [],
  };
}

/** Refuses values of a request that the server refuses, and converts the other values to the form that the server stores. */
function asked({
  state,
  body: wanted,
}: SentryCall): Pick<Detector, "type" | "name" | "description" | "owner" | "dataSources" | "conditionGroup" | "config"> {
  const { type, name, description, owner, dataSources, conditionGroup, config } = sent.parse(wanted);
  if (name === "" || name.length > 200) throw badField("name", "Ensure this field has between 1 and 200 characters.");
  checkDetector(type, dataSources, config);
  if (owner !== null && ownerBody(state, owner) === null) throw badField("owner", "Team does not exist");
  const sources = dataSources.map((source) => wrapped(type, state.ids.next(), state.organizationId, source));
  return { type, name, description, owner, dataSources: sources, conditionGroup: conditions(state, type, conditionGroup), config };
}

function checkProject({ body: wanted }: SentryCall, id: string): void {
  if (sent.parse(wanted).projectId !== id) throw badField("projectId", `This is not the project of the path, which is ${id}.`);
}

function detectorOf({ state, params }: SentryCall): Detector {
  const detector = state.detectors.get(params["detector_id"] ?? "");
  if (detector === undefined) throw notFound();
  return detector;
}

/** Whether a detector matches a query: `type:` with a type, `name:` with a part of the name, or only a part of the name. */
function matches(detector: Detector, query: string | null): boolean {
  if (query === null || query === "") return true;
  const [, field, value = ""] = /^(type|name):"?([^"]*)"?$/.exec(query) ?? [];
  if (field === "type") return detector.type === value;
  return field === "name" ? detector.name.includes(value) : detector.name.includes(query);
}

export const detectorHandlers: Handlers = {
  createOrganizationProjectDetector: (call) => {
    const { id: project } = projectOf(call);
    checkProject(call, project);
    const wanted = asked(call);
    const made = now();
    const enabled = (sent.parse(call.body).enabled ?? true) && hasSeat(call.state, wanted.type);
    const detector = call.state.detectors.put({
      id: call.state.ids.next(),
      project,
      enabled,
      ...wanted,
      dateCreated: made,
      dateUpdated: made,
    });
    return { status: 201, body: body(call, detector) };
  },

  listOrganizationDetectors: (call) => {
    const projects = call.query.getAll("project").filter((one) => one !== "-1");
    const ids = call.query.getAll("id");
    const wanted = projects.map((one) => projectNamed(call.state, one)?.id ?? "");
    const found = call.state.detectors
      .list()
      .filter((one) => projects.length === 0 || wanted.includes(one.project))
      .filter((one) => ids.length === 0 || ids.includes(one.id))
      .filter((one) => matches(one, call.query.get("query")));
    return page(
      call,
      found.map((one) => body(call, one)),
    );
  },

  getOrganizationDetector: (call) => ({ status: 200, body: body(call, detectorOf(call)) }),

  updateOrganizationDetector: (call) => {
    const before = detectorOf(call);
    const wanted = asked(call);
    checkProject(call, before.project);
    if (wanted.type !== before.type) throw badField("type", "The type of a monitor cannot change.");
    const enabled = sent.parse(call.body).enabled ?? before.enabled;
    if (enabled && !before.enabled && !hasSeat(call.state, before.type, before.id)) {
      throw badField("enabled", "You don't have enough quota for this monitor. Increase the plan's budget or turn another one off.");
    }
    return { status: 200, body: body(call, call.state.detectors.change(before.id, { ...wanted, enabled, dateUpdated: now() })) };
  },

  deleteOrganizationDetector: (call) => {
    const { id } = detectorOf(call);
    call.state.detectors.remove(id);
    for (const workflow of call.state.workflows.list()) {
      call.state.workflows.change(workflow.id, { detectorIds: workflow.detectorIds.filter((one) => one !== id) });
    }
    return { status: 204 };
  },
};
