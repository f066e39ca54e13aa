import { Refusal, type Answer, type Call } from "../http/answer";
import { freshToken, startFake, type Fake } from "../http/fake";
import { Ids, Store } from "../http/store";
import { extras } from "./extras";
import { detectorHandlers } from "./detectors";
import { filterHandlers } from "./filters";
import { integrationHandlers } from "./integrations";
import { keyHandlers } from "./keys";
import type { Detector, Integration, Key, Project, Team, Workflow } from "./model";
import { withdrawn } from "./operations";
import { organizationHandlers } from "./organization";
import { projectHandlers } from "./projects";
import { specification, type Known } from "./specification";
import { notFound, type Handlers, type SentryPlan, type State } from "./state";
import { teamHandlers } from "./teams";
import { workflowHandlers } from "./workflows";

export interface SentryOptions {
  /** The slug of the only organisation. Default `acme`. */
  readonly organization?: string;
  /** The accepted token. Default: a random token. */
  readonly token?: string;
  /** The token's scopes. Default: `allScopes`. */
  readonly scopes?: readonly string[];
  readonly plan?: Partial<SentryPlan>;
  /** The page size of lists. Default 100, as in the real API. */
  readonly pageSize?: number;
  /** The installed integrations. Default: none. */
  readonly integrations?: readonly Integration[];
}

export interface SentryStores {
  readonly teams: Store<Team>;
  readonly projects: Store<Project>;
  readonly keys: Store<Key>;
  readonly detectors: Store<Detector>;
  readonly workflows: Store<Workflow>;
  readonly integrations: Store<Integration>;
}

const allScopes = [
  "org:admin",
  "org:read",
  "team:admin",
  "team:write",
  "project:admin",
  "project:write",
  "project:read",
  "alerts:write",
  "alerts:read",
];

const handlers: Handlers = {
  ...organizationHandlers,
  ...teamHandlers,
  ...projectHandlers,
  ...keyHandlers,
  ...filterHandlers,
  ...integrationHandlers,
  ...detectorHandlers,
  ...workflowHandlers,
};

/** Refuses a request because of these fields, in Sentry's format. Does nothing if the list is empty. */
function refuse(problems: readonly { readonly field: string; readonly message: string }[]): void {
  if (problems.length === 0) return;
  const body: Record<string, string[]> = {};
  for (const { field, message } of problems) (body[field === "" ? "non_field_errors" : field] ??= []).push(message);
  throw new Refusal(400, body);
}

/** Refuses requests that the API documents do not allow, and fields that the server would silently ignore. */
function check(known: Known, call: Call): void {
  const { body } = call;
  if (body !== undefined && (typeof body !== "object" || body === null || Array.isArray(body))) {
    refuse([{ field: "", message: "Invalid data. Expected a dictionary." }]);
  }
  const schema = extras[known.operationId];
  const all = Object.entries(body ?? {});
  const own = schema === undefined ? {} : Object.fromEntries(all.filter(([key]) => key in schema.shape));
  const rest = Object.fromEntries(all.filter(([key]) => !(key in own)));
  const refused = schema?.safeParse(own).error?.issues.map(({ path, message }) => ({ field: path.join("."), message })) ?? [];
  const asked = body === undefined ? call : { ...call, body: rest };
  const unknown = known.unknown(asked.body).map((field) => ({ field, message: "The server ignores this field: no specification has it." }));
  refuse([...refused, ...known.problems(asked), ...unknown]);
}

/** Starts a simulated Sentry with one organisation. */
export async function startSentry(options: SentryOptions = {}): Promise<Fake<SentryStores>> {
  const spec = specification();
  const token = options.token ?? freshToken();
  const scopes = options.scopes ?? allScopes;
  const stores = {
    teams: new Store<Team>(),
    projects: new Store<Project>(),
    keys: new Store<Key>(),
    detectors: new Store<Detector>(),
    workflows: new Store<Workflow>(),
    integrations: new Store<Integration>(),
  };
  for (const one of options.integrations ?? []) stores.integrations.put(one);
  const state: State = {
    organization: options.organization ?? "acme",
    organizationId: "1",
    plan: { uptimeMonitors: 1, cronMonitors: 1, ...options.plan },
    pageSize: options.pageSize ?? 100,
    ids: new Ids(),
    ...stores,
  };

  const handle = (call: Call): Answer => {
    if (withdrawn.some((path) => path.test(call.path))) throw new Refusal(410, { message: "This API no longer exists." });
    const known = spec.match(call.method, call.path);
    const handler = known === undefined ? undefined : handlers[known.operationId];
    if (known === undefined || handler === undefined) {
      throw new Refusal(404, { detail: `The fake serves no ${call.method} ${call.path}` });
    }
    const wanted = known.params["organization_id_or_slug"];
    if (wanted !== state.organization && wanted !== state.organizationId) throw notFound();
    if (known.scopes.length > 0 && !known.scopes.some((scope) => scopes.includes(scope))) {
      throw new Refusal(403, { detail: "You do not have permission to perform this action." });
    }
    check(known, call);
    const answer = handler({ ...call, state, params: known.params });
    const against = known.against(answer);
    if (against.length > 0)
      throw new Error(`The fake's answer to ${known.operationId} is not what the specification allows: ${against.join("; ")}`);
    return answer;
  };

  return startFake(
    {
      token,
      handle,
      authenticate: ({ authorization }) => {
        if (authorization === `Bearer ${token}`) return undefined;
        const detail = authorization === undefined ? "Authentication credentials were not provided." : "Invalid token";
        return { status: 401, body: { detail } };
      },
      faultBody: (status) => ({ detail: status === 429 ? "You are attempting to use this endpoint too frequently." : "Internal Error" }),
    },
    stores,
  );
}
