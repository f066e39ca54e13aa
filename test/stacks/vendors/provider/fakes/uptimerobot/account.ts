import { Refusal, type Answer, type Call } from "../http/answer";
import { checkedBody, parsedBody } from "../http/routes";
import type { Ids } from "../http/store";
import { type Store } from "../http/store";
import { z } from "zod";
import type { AlertContact, MaintenanceWindow, Monitor, StatusPage } from "./model";

/** The limits of the account's pricing plan. The defaults are the free plan's limits. */
export interface UptimeRobotPlan {
  /** The maximum number of monitors. Default 50. */
  readonly monitors: number;
  /** The minimum check interval in seconds. Default 300. */
  readonly leastInterval: number;
  /** Whether alerts may be delayed and repeated. Default false: threshold and recurrence must be 0. */
  readonly delayedAlerts: boolean;
  /** Whether the pricing plan includes heartbeats. Default false. */
  readonly heartbeats: boolean;
}

export interface Account {
  readonly plan: UptimeRobotPlan;
  readonly pageSize: number;
  readonly ids: Ids;
  readonly monitors: Store<Monitor>;
  readonly statusPages: Store<StatusPage>;
  readonly maintenanceWindows: Store<MaintenanceWindow>;
  readonly alertContacts: Store<AlertContact>;
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
};

/** An error in UptimeRobot's format. */
export const refused = (status: number, ...message: string[]): Refusal =>
  new Refusal(status, { message: message.length === 1 ? message[0] : message, error: reasons[status] ?? "Error", statusCode: status });

/** The error for a feature that the pricing plan does not include. */
export const beyondPlan = (message: string): Refusal => refused(403, message);

/** Parses a request body. Throws UptimeRobot's error if the body is invalid. */
export const body = <T extends z.ZodType>(schema: T, { body: sent }: Call): z.output<T> =>
  parsedBody(schema, sent, (issues) =>
    refused(
      400,
      ...issues.flatMap((issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => `property ${[...issue.path, key].join(".")} should not exist`)
          : [`${issue.path.join(".")}: ${issue.message}`],
      ),
    ),
  );

/** The object with this ID. Throws the vendor's error if there is none. */
export function existing<T extends { readonly id: string }>(store: Store<T>, id: string, what: string): T {
  const found = store.get(id);
  if (found === undefined) throw refused(404, `${what} not found`);
  return found;
}

/** One page of a list, as UptimeRobot returns it. */
export function list<T extends z.ZodType>(
  { pageSize }: Account,
  { query, origin, path }: Call,
  all: readonly z.input<T>[],
  schema: T,
): Answer {
  const cursor = Number(query.get("cursor") ?? 0);
  const next = cursor + pageSize;
  const more = next < all.length;
  const rest = new URLSearchParams([...query].filter(([key]) => key !== "cursor"));
  rest.set("cursor", String(next));
  const data = all.slice(cursor, next);
  checkedBody(z.array(schema), data, `GET ${path}`);
  return { status: 200, body: { data, nextCursorId: more ? next : null, nextLink: more ? `${origin}${path}?${rest.toString()}` : null } };
}
