import { aiProfiles, type AiMetric, type AiProfile, type AiProfileId } from "../../../exporters/instrumentation/ai";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { anyOf, is, labels, matchesNot, metric, minutes, Promql, promql, scalar, select, type Selector } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { sustainedRatio } from "../http/sustained";
import { unlessShared } from "../target/shared";

const provider = ["provider"];
const model = [...provider, "model"];
const ofProvider = seriesWith(...provider);
const ofModel = seriesWith(...model);

/** Calls per second to a model, including the first failed call of each new series. */
export const modelCalls = ofModel("model:ai_calls:rate5m", "rate", "Calls per second to a model over 5 minutes");
/** Failed calls per second to a model. 0 if no call fails. */
export const modelFailures = ofModel("model:ai_calls_failed:rate5m", "rate", "Failed calls per second to a model over 5 minutes");
/** Calls per second to all models of a provider. */
export const calls = ofProvider("provider:ai_calls:rate5m", "rate", "Calls per second to an AI provider over 5 minutes");
/** Failed calls per second to all models of a provider. */
export const failures = ofProvider("provider:ai_calls_failed:rate5m", "rate", "Failed calls per second to an AI provider over 5 minutes");
/** Failed calls per minute to all models of a provider. */
export const failuresPerMinute = ofProvider(
  "provider:ai_calls_failed:per_minute5m",
  "count",
  "Failed calls to an AI provider per minute, on average over 5 minutes",
);
/** Share of failed calls. Missing if the service makes no calls to the provider. */
export const errorRatio = ofProvider(
  "provider:ai_calls_failed:ratio_rate5m",
  "ratio",
  "Share of failed calls to an AI provider over 5 minutes",
);
/** Sustained share of failed calls, 0..1, for alerts. It ignores short incidents. */
export const errorRatioSustained = ofProvider(
  "provider:ai_calls_failed:ratio_sustained",
  "ratio",
  "Sustained share of failed calls to an AI provider; 0 when too few calls failed",
);

/** Recorded series: calls per second that `rate` counts, which leaves out the first failed call of each new series. */
const increased = metric("model:ai_calls_counted:rate5m");
/** Recorded series: the first failed call of each new series, per second. 0 if there is none, or if there were no calls a window earlier. */
const first = metric("model:ai_calls_failed_first:rate5m");

const window = minutes(5);

/** The profiles with which services of the environment measure their calls to AI providers. */
export const profilesOf = ({ ai }: Pick<RuleFacts, "ai">): readonly AiProfile[] =>
  [...new Set(ai.map(({ profile }) => profile))].sort().map((id: AiProfileId) => aiProfiles[id]);

/** The series of a metric that count. `part` is appended to the name. */
const counted = ({ name, only, except }: AiMetric, part = ""): Selector =>
  select(metric(`${name}${part}`), {
    ...(only === undefined ? {} : { [only.label]: is(only.value) }),
    ...(except === undefined ? {} : { [except.label]: matchesNot(except.pattern) }),
  });

/** Rate over the window, without series of targets whose counters belong to several processes. `part` is appended to the name. */
export const rate = (of: AiMetric, part = ""): Promql => promql`rate(${counted(of, part)}[${window}]) ${unlessShared}`;

const quoted = (text: string): Promql => new Promql(JSON.stringify(text));
/** Copies the value of each of these labels to the label `to`, if it is not empty. */
const copied = (inner: Promql, to: string, from: readonly string[]): Promql =>
  from.reduce((expr, label) => promql`label_replace(${expr}, ${quoted(to)}, "$1", ${quoted(label)}, "(.+)")`, inner);

/**
 * Sums one metric of all profiles by model, and by `more` labels. `expr` creates the expression of a profile's metric. A series without a
 * provider has the provider `unknown`.
 */
export function byModel(
  profiles: readonly AiProfile[],
  of: (profile: AiProfile) => AiMetric,
  expr: (of: AiMetric) => Promql = rate,
  more: readonly string[] = [],
): Promql {
  const named = profiles.map(of).map((each) => {
    const known = promql`label_replace(${expr(each)}, "provider", "unknown", "service", ".*")`;
    return copied(copied(known, "provider", each.provider), "model", each.model);
  });
  return promql`sum by (${labels(...serviceKey, ...model, ...more)}) (${anyOf(named)})`;
}

/** Sums values by provider, and by `more` labels. */
export const byProvider = (inner: Promql, more: readonly string[] = []): Promql =>
  promql`sum by (${labels(...serviceKey, ...provider, ...more)}) (${inner})`;

/**
 * The first failed call of each new series. `rate` does not count it, because the counter starts at 1. A series is new if it has no sample
 * in the previous window. After a gap, a series reappears with its whole total, so at most 1 per series counts.
 */
const appeared = (of: AiMetric): Promql =>
  promql`clamp_max(min_over_time(${counted(of)}[${window}]), 1) unless last_over_time(${counted(of)}[${window}] offset ${window})`;

const withFirst = (value: Promql): Promql => promql`${value} + ${first} or ${first}`;

/** Recording rules for the calls of services to AI providers. */
export const callRecordings = (profiles: readonly AiProfile[]): Recording[] => [
  { record: increased, expr: byModel(profiles, ({ calls: each }) => each) },
  {
    record: first,
    expr: promql`
      (
        ${byModel(profiles, ({ failed }) => failed, appeared)} / ${scalar(window.seconds)}
      )
        and
      ${increased} offset ${window}
        or
      ${increased} * 0`,
  },
  { record: modelCalls.name, expr: withFirst(promql`${increased}`) },
  { record: modelFailures.name, expr: withFirst(promql`(${byModel(profiles, ({ failed }) => failed)})`) },
  { record: calls.name, expr: byProvider(promql`${modelCalls.name}`) },
  { record: failures.name, expr: byProvider(promql`${modelFailures.name}`) },
  { record: failuresPerMinute.name, expr: promql`${scalar(60)} * ${failures.name}` },
  { record: errorRatio.name, expr: promql`${failures.name} / (${calls.name} > 0)` },
  ...sustainedRatio({ record: errorRatioSustained, all: calls, failed: failures, ratio: errorRatio }),
];
