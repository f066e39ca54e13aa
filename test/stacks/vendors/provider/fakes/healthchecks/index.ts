import type { z } from "zod";
import { Refusal, type Answer, type Call } from "../http/answer";
import { freshToken, startFake, type Fake } from "../http/fake";
import { runRoute, checkedBody, parsedBody, type Route } from "../http/routes";
import { Store } from "../http/store";
import { answer, checkBody, type Check } from "./model";

export interface HealthchecksOptions {
  /** The accepted API key. Default: a random key. */
  readonly token?: string;
  /** The maximum number of checks. Default 20, as on the free plan. */
  readonly checks?: number;
  /** The IDs of the project's integrations. Default: one integration. */
  readonly channels?: readonly string[];
}

export interface HealthchecksStores {
  readonly checks: Store<Check>;
}

const refused = (status: number, error: string): Refusal => new Refusal(status, { error });

const read = ({ body }: Call): z.output<typeof checkBody> =>
  parsedBody(checkBody, body, (issues) => {
    const first = issues[0];
    const field = first?.code === "unrecognized_keys" ? first.keys.join(", ") : (first?.path.join(".") ?? "");
    return refused(400, `json validation error: ${field}: ${first?.message ?? ""}`);
  });

const slugify = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_\s-]/g, "")
    .trim()
    .replace(/[\s-]+/g, "-");

function body({ id, timeout, schedule, tz, ...check }: Check, { origin }: Call): z.input<typeof answer> {
  const api = `${origin}/api/v3/checks/${id}`;
  return {
    uuid: id,
    ...check,
    started: false,
    next_ping: null,
    ping_url: `${origin}/ping/${id}`,
    update_url: api,
    pause_url: `${api}/pause`,
    resume_url: `${api}/resume`,
    ...(schedule === undefined ? { timeout: timeout ?? 86_400 } : { schedule, tz }),
  };
}

/** Applies an update to a check. A schedule replaces a timeout and vice versa. */
function changed(before: Check, asked: z.output<typeof checkBody>, all: readonly string[]): Check {
  const { channels, timeout, schedule, name, tags, desc, grace, tz, manual_resume, methods } = asked;
  const rest = { name, tags, desc, grace, tz, manual_resume, methods };
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Check>;
  const when = schedule === undefined ? (timeout === undefined ? {} : { timeout, schedule: undefined }) : { schedule, timeout: undefined };
  const slug = asked.slug ?? (asked.name === undefined ? before.slug : slugify(asked.name));
  if (channels === undefined) return { ...before, ...given, ...when, slug };
  const chosen = channels === "*" ? all : channels.split(",").filter((id) => id !== "");
  const unknown = chosen.filter((id) => !all.includes(id));
  if (unknown.length > 0) throw refused(400, `invalid channel identifier: ${unknown.join(", ")}`);
  return { ...before, ...given, ...when, slug, channels: chosen.join(",") };
}

/** Starts a simulated Healthchecks with one project. Its API is under `/api/v3`, and it receives pings at `/ping/<uuid>`. */
export async function startHealthchecks(options: HealthchecksOptions = {}): Promise<Fake<HealthchecksStores>> {
  const token = options.token ?? freshToken();
  const channels = options.channels ?? ["4ec5a071-2d08-4baa-898a-eb4eb3cd6941"];
  const checks = new Store<Check>();
  const respond = (status: number, check: Check, call: Call): Answer => ({
    status,
    body: checkedBody(answer, body(check, call), call.path),
  });
  const found = (id = ""): Check => {
    const check = checks.get(id);
    if (check === undefined) throw refused(404, "not found");
    return check;
  };
  const fresh = (): Check => ({
    id: crypto.randomUUID(),
    name: "",
    slug: "",
    tags: "",
    desc: "",
    timeout: 86_400,
    grace: 3600,
    schedule: undefined,
    tz: "UTC",
    manual_resume: false,
    methods: "",
    channels: "",
    status: "new",
    n_pings: 0,
    last_ping: null,
  });
  const same = (asked: z.output<typeof checkBody>): Check | undefined =>
    asked.unique === undefined || asked.unique.length === 0
      ? undefined
      : checks.find((check) => asked.unique?.every((field) => check[field] === asked[field]) ?? false);

  const one = /^\/api\/v3\/checks\/([0-9a-f-]{36})$/;
  const state = (verb: string, status: Check["status"]): Route => ({
    method: "POST",
    path: new RegExp(`^/api/v3/checks/([0-9a-f-]{36})/${verb}$`),
    run: (call, id) => respond(200, checks.change(found(id).id, { status }), call),
  });
  const ping = (method: string): Route => ({
    method,
    path: /^\/ping\/([0-9a-f-]{36})(\/fail|\/start|\/\d+)?$/,
    run: (_, id, signal = "") => {
      const check = found(id);
      const failed = signal === "/fail" || /^\/[1-9]/.test(signal);
      checks.change(check.id, { n_pings: check.n_pings + 1, last_ping: new Date().toISOString(), status: failed ? "down" : "up" });
      return { status: 200 };
    },
  });
  const routes: Route[] = [
    {
      method: "GET",
      path: /^\/api\/v3\/checks\/$/,
      run: (call) => {
        const slug = call.query.get("slug");
        const tags = call.query.getAll("tag");
        const all = checks
          .list()
          .filter((check) => (slug === null || check.slug === slug) && tags.every((tag) => check.tags.split(" ").includes(tag)));
        return { status: 200, body: { checks: all.map((check) => checkedBody(answer, body(check, call), call.path)) } };
      },
    },
    {
      method: "POST",
      path: /^\/api\/v3\/checks\/$/,
      run: (call) => {
        const asked = read(call);
        const before = same(asked);
        if (before === undefined && checks.list().length >= (options.checks ?? 20))
          throw refused(403, "You have reached the limit of checks of your plan");
        return respond(before === undefined ? 201 : 200, checks.put(changed(before ?? fresh(), asked, channels)), call);
      },
    },
    { method: "GET", path: one, run: (call, id) => respond(200, found(id), call) },
    { method: "POST", path: one, run: (call, id) => respond(200, checks.put(changed(found(id), read(call), channels)), call) },
    {
      method: "DELETE",
      path: one,
      run: (call, id) => {
        const check = found(id);
        checks.remove(check.id);
        return respond(200, check, call);
      },
    },
    state("pause", "paused"),
    state("resume", "new"),
    {
      method: "GET",
      path: /^\/api\/v3\/channels\/$/,
      run: () => ({ status: 200, body: { channels: channels.map((id) => ({ id, name: "on call", kind: "webhook" })) } }),
    },
    ping("GET"),
    ping("HEAD"),
    ping("POST"),
  ];
  return startFake(
    {
      token,
      prefix: "/api/v3",
      handle: (call) => runRoute(routes, call, (status) => refused(status, "not found")),
      authenticate: (headers, path) =>
        path.startsWith("/ping/") || headers["x-api-key"] === token ? undefined : refused(401, "wrong api key").answer,
      faultBody: (status) => ({ error: status === 429 ? "rate limit exceeded" : "server error" }),
    },
    { checks },
  );
}
