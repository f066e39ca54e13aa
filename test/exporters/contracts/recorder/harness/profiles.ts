import { aiProfiles, type AiMetric, type AiProfile } from "../../../../../exporters/instrumentation/ai";
import { callMetrics, rateLimitMetrics } from "../../../../../exporters/instrumentation/calls";
import { httpProfiles } from "../../../../../exporters/instrumentation/http";
import { loopMetrics } from "../../../../../exporters/instrumentation/loops";
import type { HttpProfile, LabelMatch, QueueProfile } from "../../../../../exporters/instrumentation/model";
import { queueProfiles } from "../../../../../exporters/instrumentation/queue";
import { workerMetrics } from "../../../../../exporters/instrumentation/workers";
import { runMetrics } from "../../../../../exporters/instrumentation/runs";
import { streamMetrics } from "../../../../../exporters/instrumentation/streams";

const selector = (metric: string, matches: readonly LabelMatch[]): string =>
  `${metric}{${matches.map(({ label, pattern }) => `${label}=~"${pattern}"`).join(",")}}`;

const httpSelectors = ({ duration, requests, failed, route, countsRoutes }: HttpProfile): string[] => [
  selector(requests, [failed]),
  ...(countsRoutes === false ? [] : [selector(requests, [{ label: route, pattern: ".*orders.*" }])]),
  selector(`${duration}_bucket`, [
    { label: route, pattern: ".*orders.*" },
    { label: "le", pattern: "\\\\+Inf" },
  ]),
];

/**
 * Selectors of a queue profile's metrics. A profile with a heartbeat (BullMQ) has no selector for the age of the oldest job and for the
 * heartbeat, because the application, not the library, exposes the age and the heartbeat.
 */
const queueSelectors = (profile: QueueProfile): string[] => [
  selector(profile.waiting, profile.waitingMatch),
  selector(profile.completed, profile.completedMatch),
  selector(profile.failed, profile.failedMatch),
  ...(profile.heartbeat === undefined ? [selector(profile.oldestAge, profile.oldestAgeMatch)] : []),
  ...(profile.alive === undefined ? [] : [selector(profile.alive, profile.aliveMatch ?? [])]),
];

/** Applications that measure calls, runs, loops and streams: one that pushes, and one with the documented modules for Node.js. */
const measureCallsAndRuns: readonly string[] = ["opentelemetry", "prom-client"];

/** Selectors of calls with and without a response, of operations on a database, and of operations that failed. */
function callSelectors(): string[] {
  const { http, db, address, status, error } = callMetrics;
  const to = { label: address, pattern: ".+" };
  return [
    selector(`${http}_count`, [to, { label: status, pattern: "200" }]),
    selector(`${http}_count`, [to, { label: status, pattern: "500" }]),
    selector(`${http}_count`, [to, { label: status, pattern: "" }, { label: error, pattern: ".*ECONNREFUSED.*" }]),
    selector(`${db}_count`, [to, { label: error, pattern: "" }]),
    selector(`${db}_count`, [to, { label: error, pattern: "[0-9A-Z]{5}" }]),
    selector(`${db}_count`, [to, { label: error, pattern: "ECONNREFUSED" }]),
    selector(rateLimitMetrics.remaining, [to, { label: rateLimitMetrics.limit, pattern: "requests" }]),
    selector(rateLimitMetrics.max, [to, { label: rateLimitMetrics.limit, pattern: "requests" }]),
  ];
}

/** Selectors of open streams, and of streams that were closed normally and abnormally. */
function streamSelectors(): string[] {
  const { active, opened, closed, silence, stream, outcome, normal, abnormal, reason, completed, disconnected } = streamMetrics;
  const kind = { label: stream, pattern: ".+" };
  const closes = (of: string, why: string): string =>
    selector(closed, [kind, { label: outcome, pattern: of }, { label: reason, pattern: why }]);
  return [
    selector(active, [kind]),
    selector(silence, [kind]),
    selector(opened, [kind]),
    closes(normal, completed),
    closes(abnormal, disconnected),
  ];
}

/** Selectors of successful and failed runs, of runs that are running, and of loops. */
function runSelectors(): string[] {
  const { ended, running, oldest, duration, run, outcome, success, failure, category } = runMetrics;
  const kind = { label: run, pattern: ".+" };
  return [
    selector(ended, [kind, { label: outcome, pattern: success }, { label: category, pattern: "" }]),
    selector(ended, [kind, { label: outcome, pattern: failure }, { label: category, pattern: ".+" }]),
    selector(running, [kind]),
    selector(oldest, [kind]),
    selector(`${duration}_bucket`, [kind, { label: outcome, pattern: success }]),
    ...[loopMetrics.iterations, loopMetrics.items].map((name) => selector(name, [{ label: loopMetrics.loop, pattern: ".+" }])),
  ];
}

/** Selectors of the workers that serve requests. */
const workerSelectors = (): string[] =>
  [workerMetrics.workers, workerMetrics.busy].map((name) => selector(name, [{ label: workerMetrics.group, pattern: ".+" }]));

/** Programs that measure their workers with the documented modules. */
const measureWorkers: readonly string[] = ["opentelemetry", "prom-client", "fastapi-instrumentator", "gunicorn"];

/** A library that measures calls to AI providers. Some libraries measure no first token. */
interface AiLibrary {
  readonly profile: AiProfile;
  readonly firstToken: boolean;
}

const measureAi: Readonly<Record<string, AiLibrary>> = {
  opentelemetry: { profile: aiProfiles.opentelemetry, firstToken: false },
  "genai-openai": { profile: aiProfiles.opentelemetry, firstToken: true },
  "prom-client": { profile: aiProfiles.opentelemetry, firstToken: true },
  litellm: { profile: aiProfiles.litellm, firstToken: true },
};

/** Selectors of the metrics of calls, each with a provider and a model. Failed calls have an error. */
function aiSelectors({ profile, firstToken }: AiLibrary): string[] {
  const { calls, failed, duration, input, output } = profile;
  const selectorOf = (of: AiMetric, part = "", more: readonly LabelMatch[] = []): string => {
    const named = [of.provider, of.model].map((names) => ({ label: names.at(-1) ?? "", pattern: ".+" }));
    return selector(`${of.name}${part}`, [
      ...named,
      ...(of.only === undefined ? [] : [{ label: of.only.label, pattern: of.only.value }]),
      ...more,
    ]);
  };
  const infinite = [{ label: "le", pattern: "\\\\+Inf" }];
  return [
    selectorOf(calls),
    selectorOf(failed, "", failed.except === undefined ? [] : [{ label: failed.except.label, pattern: ".+" }]),
    selectorOf(duration, "_bucket", infinite),
    ...(firstToken ? [selectorOf(profile.firstToken, "_bucket", infinite)] : []),
    selectorOf(input),
    selectorOf(output),
  ];
}

/** The series that an instrumentation profile declares, as selectors that must match the running library's series. */
export function claims(profile: string): string[] {
  const http: HttpProfile | undefined = Object.values(httpProfiles).find(({ id }) => id === profile);
  const queue: QueueProfile | undefined = Object.values(queueProfiles).find(({ id }) => id === profile);
  return [
    ...(http ? httpSelectors(http) : []),
    ...(queue ? queueSelectors(queue) : []),
    ...(measureWorkers.includes(profile) ? workerSelectors() : []),
    ...(measureCallsAndRuns.includes(profile) ? [...callSelectors(), ...runSelectors(), ...streamSelectors()] : []),
    ...(measureAi[profile] === undefined ? [] : aiSelectors(measureAi[profile])),
  ];
}
