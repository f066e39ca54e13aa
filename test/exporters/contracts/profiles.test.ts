import { boundText, pushedBoundText } from "../../../alert-rules/proofs/samples";
import { aiProfiles, type AiMetric, type AiProfile } from "../../../exporters/instrumentation/ai";
import { callMetrics, rateLimitMetrics } from "../../../exporters/instrumentation/calls";
import { httpProfiles } from "../../../exporters/instrumentation/http";
import { loopMetrics } from "../../../exporters/instrumentation/loops";
import { poolMetrics } from "../../../exporters/instrumentation/pool";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { quotaMetrics } from "../../../exporters/instrumentation/quota";
import { workerMetrics } from "../../../exporters/instrumentation/workers";
import { runMetrics } from "../../../exporters/instrumentation/runs";
import { streamMetrics } from "../../../exporters/instrumentation/streams";
import type { HttpProfile, LabelMatch, QueueProfile } from "../../../exporters/instrumentation/model";
import { contractOf, exposed } from "./known";

/** The expected labels that a metric lacks. If the metric does not exist, only its name. */
function lacking(program: string, metric: string, labels: readonly string[]): string[] {
  const known = exposed(metric, { job: program });
  if (known === undefined) return [metric];
  return labels.filter((label) => !known.has(label)).map((label) => `${metric}{${label}}`);
}
const names = (matches: readonly LabelMatch[] = []): string[] => matches.map(({ label }) => label);

describe.each(Object.values(httpProfiles).map((profile): [string, HttpProfile] => [profile.id, profile]))("profile %s", (id, profile) => {
  const { duration, requests, failed, route, transport, countsRoutes } = profile;

  it("names only metrics that its library exposes", () => {
    const parts = ["bucket", "sum", "count"].flatMap((part) => lacking(id, `${duration}_${part}`, [route]));
    expect([...parts, ...lacking(id, requests, [failed.label, ...(countsRoutes === false ? [] : [route])])]).toEqual([]);
  });

  it("has its library's default bucket bounds, as Prometheus stores them", () => {
    // Prometheus stores an integer bound as `1.0` if it is scraped, and as `1` if it is pushed over OTLP.
    const stored = transport === "scrape" ? boundText : pushedBoundText;
    expect([...profile.defaultBuckets.map(stored), "+Inf"]).toEqual(contractOf(id)[`${duration}_bucket`]?.le);
  });
});

it.each(Object.values(queueProfiles).map((profile): [string, QueueProfile] => [profile.id, profile]))(
  "profile %s names the metrics that its library, exporter or application exposes",
  (id, profile) => {
    const { queue, waiting, waitingMatch, completed, completedMatch, failed, failedMatch, oldestAge, oldestAgeMatch } = profile;
    expect([
      ...lacking(id, waiting, [queue, ...names(waitingMatch)]),
      ...lacking(id, completed, [queue, ...names(completedMatch)]),
      ...lacking(id, failed, [queue, ...names(failedMatch)]),
      ...lacking(id, oldestAge, [queue, ...names(oldestAgeMatch)]),
      ...(profile.heartbeat === undefined ? [] : lacking(id, profile.heartbeat, [queue])),
      ...(profile.alive === undefined ? [] : lacking(id, profile.alive, [queue, ...names(profile.aliveMatch)])),
    ]).toEqual([]);
  },
);

it.each(["demo-orders", "opentelemetry"])("the pool metrics have the names and labels that %s exposes", (program) => {
  const { connections, max, pending, timeouts, pool, state } = poolMetrics;
  const own = contractOf(program);
  expect([connections, max, pending, timeouts].map((name) => own[name]?.labels.includes(pool))).toEqual([true, true, true, true]);
  expect(own[connections]?.labels).toContain(state);
});

it.each(["opentelemetry", "prom-client"])("the metrics of calls have the names and labels that %s exposes", (program) => {
  const { http, db, address, status, error } = callMetrics;
  expect([
    ...lacking(program, `${http}_count`, [address, status, error]),
    ...lacking(program, `${http}_bucket`, [address]),
    ...lacking(program, `${db}_count`, [address, error]),
    ...lacking(program, `${db}_bucket`, [address]),
  ]).toEqual([]);
});

it.each([
  ["opentelemetry", "opentelemetry"],
  ["genai-openai", "opentelemetry"],
  ["prom-client", "opentelemetry"],
  ["litellm", "litellm"],
] as const)("the metrics of AI calls have the names and labels that %s exposes", (program, id) => {
  const { duration, firstToken, ...counters }: Omit<AiProfile, "id"> = aiProfiles[id];
  const parts: readonly (readonly [AiMetric, string])[] = [
    [counters.calls, ""],
    [counters.failed, ""],
    [counters.input, ""],
    [counters.output, ""],
    [duration, "_bucket"],
    ...(program === "opentelemetry" ? [] : [[firstToken, "_bucket"] as const]),
  ];
  expect(
    parts.flatMap(([{ name, provider, model, only, except }, part]) => {
      const others = [only, except].flatMap((each) => each?.label ?? []);
      return lacking(program, `${name}${part}`, [...provider.slice(-1), ...model.slice(-1), ...others]);
    }),
  ).toEqual([]);
});

it("the quota metrics have the names and labels that the demo exposes", () => {
  const { used, limit, tenant, quota } = quotaMetrics;
  expect([used, limit].flatMap((name) => lacking("demo-orders", name, [tenant, quota]))).toEqual([]);
});

it.each(["opentelemetry", "prom-client"])("the metrics of runs and loops have the names and labels that %s exposes", (program) => {
  const { ended, running, oldest, duration, run, outcome, category } = runMetrics;
  expect([
    ...lacking(program, ended, [run, outcome, category]),
    ...lacking(program, running, [run]),
    ...lacking(program, oldest, [run]),
    ...lacking(program, `${duration}_bucket`, [run, outcome]),
    ...[loopMetrics.iterations, loopMetrics.items].flatMap((name) => lacking(program, name, [loopMetrics.loop])),
  ]).toEqual([]);
});

it.each(["opentelemetry", "prom-client", "fastapi-instrumentator", "gunicorn"])(
  "the metrics of workers have the names and labels that %s exposes",
  (program) => {
    const { workers, busy, group } = workerMetrics;
    expect([workers, busy].flatMap((name) => lacking(program, name, [group]))).toEqual([]);
  },
);

it.each(["opentelemetry", "prom-client"])("the metrics of streams have the names and labels that %s exposes", (program) => {
  const { active, opened, closed, silence, stream, outcome, reason } = streamMetrics;
  expect([
    ...[active, opened, silence].flatMap((name) => lacking(program, name, [stream])),
    ...lacking(program, closed, [stream, outcome, reason]),
  ]).toEqual([]);
});

it.each(["opentelemetry", "prom-client"])("the metrics of rate limits have the names and labels that %s exposes", (program) => {
  const { remaining, max, limit } = rateLimitMetrics;
  expect([remaining, max].flatMap((name) => lacking(program, name, [callMetrics.address, limit]))).toEqual([]);
});
