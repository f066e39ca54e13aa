import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Key } from "./model";
import { notFound, now, page, projectOf, type Handlers, type SentryCall } from "./state";

const limit = z.object({ count: z.number().nullish(), window: z.number().nullish() });
const loader = z.object({
  hasReplay: z.boolean(),
  hasPerformance: z.boolean(),
  hasDebug: z.boolean(),
  hasFeedback: z.boolean(),
  hasLogsAndMetrics: z.boolean(),
});
const sent = z.looseObject({
  name: z.string().nullish(),
  isActive: z.boolean().optional(),
  rateLimit: limit.optional(),
  browserSdkVersion: z.string().optional(),
  dynamicSdkLoaderOptions: loader.partial().optional(),
  useCase: z.string().optional(),
});

/** The rate limit that a request sets. If the count or the window is not above 0, the key has no rate limit (null). */
const rateLimit = ({ count, window }: z.infer<typeof limit>): Key["rateLimit"] =>
  typeof count === "number" && typeof window === "number" && count > 0 && window > 0 ? { count, window } : null;

const noLoader: Key["loader"] = { hasReplay: false, hasPerformance: false, hasDebug: false, hasFeedback: false, hasLogsAndMetrics: false };

/** Creates a key. Default name: `Key` and the first six characters of the ID. */
export function newKey(project: string, asked: z.infer<typeof sent>): Key {
  const id = randomBytes(16).toString("hex");
  return {
    id,
    secret: randomBytes(16).toString("hex"),
    project,
    label: asked.name ?? `Key ${id.slice(0, 6)}`,
    isActive: true,
    rateLimit: asked.rateLimit === undefined ? null : rateLimit(asked.rateLimit),
    browserSdkVersion: asked.browserSdkVersion ?? "latest",
    loader: { ...noLoader, hasReplay: true, hasPerformance: true, ...defined(asked.dynamicSdkLoaderOptions ?? {}) },
    useCase: asked.useCase ?? "user",
    dateCreated: now(),
  };
}

const defined = (options: Readonly<Record<string, boolean | undefined>>): Partial<Key["loader"]> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value === "boolean"));

/** The host to which applications send a key's events. The host does not exist. */
const ingest = (state: SentryCall["state"]): string => `o${state.organizationId}.ingest.sentry.example`;

function body({ state }: SentryCall, key: Key): Readonly<Record<string, unknown>> {
  const host = ingest(state);
  const api = `https://${host}/api/${key.project}`;
  const query = `?sentry_key=${key.id}`;
  return {
    id: key.id,
    name: key.label,
    label: key.label,
    public: key.id,
    secret: key.secret,
    projectId: Number(key.project),
    isActive: key.isActive,
    rateLimit: key.rateLimit,
    dsn: {
      public: `https://${key.id}@${host}/${key.project}`,
      secret: `https://${key.id}:${key.secret}@${host}/${key.project}`,
      csp: `${api}/csp-report/${query}`,
      security: `${api}/security/${query}`,
      minidump: `${api}/minidump/${query}`,
      nel: `${api}/nel/${query}`,
      unreal: `${api}/unreal/${key.id}/`,
      crons: `${api}/cron/___MONITOR_SLUG___/${key.id}/`,
      cdn: `https://js.sentry-cdn.example/${key.id}.min.js`,
      playstation: `${api}/playstation/${query}`,
      integration: `${api}/integration/`,
      otlp_traces: `${api}/integration/otlp/v1/traces`,
      otlp_logs: `${api}/integration/otlp/v1/logs`,
    },
    browserSdkVersion: key.browserSdkVersion,
    browserSdk: {
      choices: [
        ["latest", "latest"],
        ["7.x", "7.x"],
      ],
    },
    dateCreated: key.dateCreated,
    dynamicSdkLoaderOptions: key.loader,
    useCase: key.useCase,
  };
}

function keyOf(call: SentryCall): Key {
  const project = projectOf(call);
  const key = call.state.keys.get(call.params["key_id"] ?? "");
  if (key?.project !== project.id) throw notFound();
  return key;
}

export const keyHandlers: Handlers = {
  listProjectKeys: (call) => {
    const { id } = projectOf(call);
    const status = call.query.get("status");
    const found = call.state.keys.list().filter((key) => key.project === id && (status === null || key.isActive === (status === "active")));
    return page(
      call,
      found.map((key) => body(call, key)),
    );
  },

  createProjectKey: (call) => {
    const key = call.state.keys.put(newKey(projectOf(call).id, sent.parse(call.body ?? {})));
    return { status: 201, body: body(call, key) };
  },

  getProjectKey: (call) => ({ status: 200, body: body(call, keyOf(call)) }),

  updateProjectKey: (call) => {
    const before = keyOf(call);
    const asked = sent.parse(call.body ?? {});
    const changed = call.state.keys.change(before.id, {
      ...(typeof asked.name === "string" ? { label: asked.name } : {}),
      ...(asked.isActive === undefined ? {} : { isActive: asked.isActive }),
      ...(asked.rateLimit === undefined ? {} : { rateLimit: rateLimit(asked.rateLimit) }),
      ...(asked.browserSdkVersion === undefined ? {} : { browserSdkVersion: asked.browserSdkVersion }),
      loader: { ...before.loader, ...defined(asked.dynamicSdkLoaderOptions ?? {}) },
    });
    return { status: 200, body: body(call, changed) };
  },

  deleteProjectKey: (call) => {
    call.state.keys.remove(keyOf(call).id);
    return { status: 204 };
  },
};
