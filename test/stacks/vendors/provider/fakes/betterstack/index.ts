import { freshToken, startFake, type Fake } from "../http/fake";
import { runRoute, type Route } from "../http/routes";
import { Ids, Store } from "../http/store";
import { refused, routesOf } from "./json-api";
import type { Heartbeat, Monitor, Resource, Section, StatusPage } from "./model";
import { heartbeatKind, monitorKind, type BetterStackPlan } from "./monitors";
import { pageKind, resourceKind, sectionKind, type Pages } from "./pages";

export interface BetterStackOptions {
  /** The accepted token. Default: a random token. */
  readonly token?: string;
  /** The limits of the team's pricing plan. Default: the free plan. */
  readonly plan?: Partial<BetterStackPlan>;
  /** The page size of lists. Default 50. */
  readonly pageSize?: number;
  /** The names of the team's escalation policies. Default: none. */
  readonly policies?: readonly string[];
}

export interface BetterStackStores {
  readonly monitors: Store<Monitor>;
  readonly heartbeats: Store<Heartbeat>;
  readonly statusPages: Store<StatusPage>;
  readonly sections: Store<Section>;
  readonly resources: Store<Resource>;
}

/** Starts a simulated Better Stack with one team. Its API is under `/api/v2`. It receives heartbeats under `/api/v1/heartbeat`. */
export async function startBetterStack(options: BetterStackOptions = {}): Promise<Fake<BetterStackStores>> {
  const token = options.token ?? freshToken();
  const ids = new Ids(300_000);
  const stores = {
    monitors: new Store<Monitor>(),
    heartbeats: new Store<Heartbeat>(),
    statusPages: new Store<StatusPage>(),
    sections: new Store<Section>(),
    resources: new Store<Resource>(),
  };
  const nextId = (): string => ids.next();
  const team: Pages = { plan: { monitors: 10, statusPages: 1, leastInterval: 180, ...options.plan }, nextId, ...stores };
  let origin = "";
  const beat: Route = {
    method: "GET",
    path: /^\/api\/v1\/heartbeat\/([0-9a-f]+)$/,
    run: (_, secret = "") => {
      const found = stores.heartbeats.find(({ url }) => url.endsWith(`/${secret}`));
      if (found === undefined) throw refused(404, "Not found");
      stores.heartbeats.change(found.id, { status: "up" });
      return { status: 200 };
    },
  };
  const policies: Route = {
    method: "GET",
    path: /^\/api\/v2\/policies$/,
    run: () => ({
      status: 200,
      body: {
        data: (options.policies ?? []).map((name, index) => ({
          id: String(90_001 + index),
          type: "policy",
          attributes: { name, repeat_count: 0 },
        })),
        pagination: { first: null, last: null, prev: null, next: null },
      },
    }),
  };
  const routes = [
    policies,
    ...routesOf(monitorKind(team), nextId, options.pageSize),
    ...routesOf(
      heartbeatKind(team, () => origin),
      nextId,
      options.pageSize,
    ),
    ...routesOf(pageKind(team), nextId, options.pageSize),
    ...routesOf(sectionKind(team), nextId, options.pageSize),
    ...routesOf(resourceKind(team), nextId, options.pageSize),
    beat,
  ];
  return startFake(
    {
      token,
      prefix: "/api/v2",
      handle: (call) => {
        origin = call.origin;
        return runRoute(routes, call, (status) => refused(status, "Not found"));
      },
      authenticate: ({ authorization }, path) =>
        path.startsWith("/api/v1/heartbeat/") || authorization === `Bearer ${token}`
          ? undefined
          : refused(401, "Invalid Team API token").answer,
      faultBody: (status) => ({ errors: status === 429 ? "Too many requests" : "Something went wrong" }),
    },
    stores,
  );
}
