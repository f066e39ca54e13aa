import { freshToken, startFake, type Fake } from "../http/fake";
import { limiter, type RateLimit } from "../http/rate-limit";
import { runRoute, type Route } from "../http/routes";
import { Ids, Store } from "../http/store";
import { refused, type Account, type UptimeRobotPlan } from "./account";
import type { AlertContact, MaintenanceWindow, Monitor, StatusPage } from "./model";
import { monitorRoutes } from "./monitors";
import { pageRoutes, windowRoutes } from "./pages";

export interface UptimeRobotOptions {
  /** The accepted token. Default: a random token. */
  readonly token?: string;
  /** The limits of the account's pricing plan. Default: the free plan. */
  readonly plan?: Partial<UptimeRobotPlan>;
  /** The rate limit. Default: the free plan's 10 requests per minute. */
  readonly rateLimit?: RateLimit;
  /** The page size of lists. Default 50. */
  readonly pageSize?: number;
  /** The alert contacts. Default: one email address. */
  readonly alertContacts?: readonly AlertContact[];
}

export interface UptimeRobotStores {
  readonly monitors: Store<Monitor>;
  readonly statusPages: Store<StatusPage>;
  readonly maintenanceWindows: Store<MaintenanceWindow>;
  readonly alertContacts: Store<AlertContact>;
}

const anyone: AlertContact = { id: "501", friendlyName: "On call", type: "Email", value: "on-call@acme.example" };

/** Starts a simulated UptimeRobot with one account. Its API is under `/v3`. */
export async function startUptimeRobot(options: UptimeRobotOptions = {}): Promise<Fake<UptimeRobotStores>> {
  const token = options.token ?? freshToken();
  const stores = {
    monitors: new Store<Monitor>(),
    statusPages: new Store<StatusPage>(),
    maintenanceWindows: new Store<MaintenanceWindow>(),
    alertContacts: new Store<AlertContact>(),
  };
  for (const contact of options.alertContacts ?? [anyone]) stores.alertContacts.put(contact);
  const account: Account = {
    plan: { monitors: 50, leastInterval: 300, delayedAlerts: false, heartbeats: false, ...options.plan },
    pageSize: options.pageSize ?? 50,
    ids: new Ids(700_000),
    ...stores,
  };
  const contacts: Route = {
    method: "GET",
    path: /^\/v3\/user\/alert-contacts$/,
    run: () => ({ status: 200, body: stores.alertContacts.list().map((one) => ({ ...one, id: Number(one.id), status: "Active" })) }),
  };
  const me: Route = {
    method: "GET",
    path: /^\/v3\/user\/me$/,
    run: () => ({
      status: 200,
      body: { email: "owner@acme.example", monitorsCount: stores.monitors.list().length, monitorLimit: account.plan.monitors },
    }),
  };
  const routes = [...monitorRoutes(account), ...pageRoutes(account), ...windowRoutes(account), contacts, me];
  return startFake(
    {
      token,
      prefix: "/v3",
      handle: (call) => runRoute(routes, call, (status) => refused(status, `Cannot ${call.method} ${call.path}`)),
      authenticate: ({ authorization }) => (authorization === `Bearer ${token}` ? undefined : refused(401, "Unauthorized").answer),
      limit: limiter(options.rateLimit ?? { requests: 10, windowMs: 60_000 }, {
        status: 429,
        body: { message: "Too many requests", statusCode: 429 },
      }),
      faultBody: (status) => ({ message: status === 429 ? "Too many requests" : "Internal server error", statusCode: status }),
    },
    stores,
  );
}
