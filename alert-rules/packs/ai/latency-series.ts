import type { AiMetric, AiProfile } from "../../../exporters/instrumentation/ai";
import { seriesWith, type Recording } from "../../model";
import { promql, type Promql } from "../../promql";
import { byModel, byProvider, rate } from "./series";

const series = seriesWith("provider");

/** 95th percentile of the duration of calls to a provider, until the end of the response. */
export const aiLatencyP95 = series(
  "provider:ai_call_duration_seconds:p95_5m",
  "duration",
  "95th percentile of the duration of calls to an AI provider over 5 minutes",
);
/** 95th percentile of the time until the first token of a streamed response. */
export const aiFirstTokenP95 = series(
  "provider:ai_time_to_first_token_seconds:p95_5m",
  "duration",
  "95th percentile of the time until the first token of a streamed response over 5 minutes",
);

const p95 = (profiles: readonly AiProfile[], histogram: (profile: AiProfile) => AiMetric): Promql => {
  const buckets = byModel(profiles, histogram, (of) => rate(of, "_bucket"), ["le"]);
  return promql`histogram_quantile(0.95, ${byProvider(buckets, ["le"])})`;
};

/** Recording rules for the duration of calls to AI providers. */
export const latencyRecordings = (profiles: readonly AiProfile[]): Recording[] => [
  { record: aiLatencyP95.name, expr: p95(profiles, ({ duration }) => duration) },
  { record: aiFirstTokenP95.name, expr: p95(profiles, ({ firstToken }) => firstToken) },
];
