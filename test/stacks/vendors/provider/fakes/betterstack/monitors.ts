import type { z } from "zod";
import type { Store } from "../http/store";
import { invalid, refused, type Kind } from "./json-api";
import { heartbeatBody, monitorBody, type Heartbeat, type Monitor } from "./model";

/** The limits of the team's pricing plan. The defaults are the free plan's limits. */
export interface BetterStackPlan {
  /** The maximum number of monitors and heartbeats together. Default 10. */
  readonly monitors: number;
  /** The maximum number of status pages. Default 1. */
  readonly statusPages: number;
  /** The minimum check interval of a monitor in seconds. Default 180. */
  readonly leastInterval: number;
}

export interface Watched {
  readonly plan: BetterStackPlan;
  readonly monitors: Store<Monitor>;
  readonly heartbeats: Store<Heartbeat>;
  nextId(): string;
}

function checkCount({ plan, monitors, heartbeats }: Watched): void {
  if (monitors.list().length + heartbeats.list().length >= plan.monitors) {
    throw refused(403, `You have reached the limit of ${plan.monitors} monitors and heartbeats of your plan`);
  }
}

type Headers = z.output<typeof monitorBody>["request_headers"];

/**
 * The headers after an update. A requested header without an ID is new, and gets an ID. A requested header with an ID changes or removes
 * the stored header with this ID.
 */
function headersOf(asked: Headers, before: Headers, nextId: () => string): Headers {
  const gone = asked.flatMap((one) => ("_destroy" in one ? [one.id] : []));
  const changed = asked.filter((one) => "name" in one);
  const added = changed.filter(({ id }) => id === undefined).map((one) => ({ ...one, id: nextId() }));
  const kept = before.filter((one) => !gone.includes(one.id ?? "")).map((one) => changed.find(({ id }) => id === one.id) ?? one);
  return [...kept, ...added];
}

function checkMonitor({
  monitor_type: type,
  port,
  required_keyword: keyword,
  expected_status_codes: codes,
  url,
  request_timeout,
}: z.output<typeof monitorBody>): void {
  if ((type === "tcp" || type === "udp") && port === null) throw invalid("port", "can't be blank");
  if ((type === "keyword" || type === "keyword_absence") && keyword === null) throw invalid("required_keyword", "can't be blank");
  if (type === "expected_status_code" && codes.length === 0) throw invalid("expected_status_codes", "can't be blank");
  const server = ["ping", "tcp", "udp", "smtp", "pop", "imap", "dns"].includes(type);
  if (!server && !/^https?:\/\/\S+$/.test(url)) throw invalid("url", "is invalid");
  // The timeout is in milliseconds for monitors of servers, and in seconds for all others.
  const allowed = server ? [500, 1000, 2000, 3000, 5000] : [2, 3, 5, 10, 15, 30, 45, 60];
  if (!(server ? request_timeout <= 5000 : allowed.includes(request_timeout))) {
    throw invalid("request_timeout", `must be one of ${allowed.join(", ")}`);
  }
}

export const monitorKind = (team: Watched): Kind<Monitor, typeof monitorBody> => ({
  type: "monitor",
  path: "/monitors",
  store: team.monitors,
  body: monitorBody,
  keep(asked, _, before) {
    if (before === undefined) checkCount(team);
    checkMonitor(asked);
    if (asked.check_frequency < team.plan.leastInterval) {
      throw invalid("check_frequency", `must be greater than or equal to ${team.plan.leastInterval} on your plan`);
    }
    return {
      ...asked,
      pronounceable_name: asked.pronounceable_name ?? asked.url,
      request_headers: headersOf(asked.request_headers, before?.request_headers ?? [], () => team.nextId()),
      status: asked.paused ? "paused" : (before?.status ?? "pending"),
      created_at: before?.created_at ?? new Date().toISOString(),
    };
  },
  additive: ["request_headers"],
});

export const heartbeatKind = (team: Watched, origin: () => string): Kind<Heartbeat, typeof heartbeatBody> => ({
  type: "heartbeat",
  path: "/heartbeats",
  store: team.heartbeats,
  body: heartbeatBody,
  keep(asked, _, before) {
    if (before === undefined) checkCount(team);
    return {
      ...asked,
      url: before?.url ?? `${origin()}/api/v1/heartbeat/${crypto.randomUUID().replaceAll("-", "")}`,
      status: asked.paused ? "paused" : (before?.status ?? "pending"),
      created_at: before?.created_at ?? new Date().toISOString(),
    };
  },
});
