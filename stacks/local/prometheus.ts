import { z } from "zod";
import { getJson } from "./http";

const sample = z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) });
const answer = z.object({ status: z.literal("success"), data: z.object({ result: z.array(sample) }) });

/** One sample of an instant query. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Runs an instant query. Returns undefined if Prometheus does not respond or refuses the query, or if the result is not a vector. */
export async function query(base: string, promql: string): Promise<Sample[] | undefined> {
  const parsed = answer.safeParse(await getJson(`${base}/api/v1/query?query=${encodeURIComponent(promql)}`));
  return parsed.success ? parsed.data.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) })) : undefined;
}

const target = z.object({ labels: z.record(z.string(), z.string()), health: z.string(), lastError: z.string(), scrapeUrl: z.string() });
const targetsAnswer = z.object({ data: z.object({ activeTargets: z.array(target) }) });
export type TargetState = z.output<typeof target>;

/** All active targets with the results of their latest scrapes; undefined when Prometheus does not respond or returns an error. */
export async function targets(base: string): Promise<TargetState[] | undefined> {
  const parsed = targetsAnswer.safeParse(await getJson(`${base}/api/v1/targets?state=active`));
  return parsed.success ? parsed.data.data.activeTargets : undefined;
}

const alert = z.object({
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  state: z.string(),
  activeAt: z.string(),
});
const alertsAnswer = z.object({ data: z.object({ alerts: z.array(alert) }) });
export type AlertState = z.output<typeof alert>;

/** All pending and firing alerts; undefined when Prometheus does not respond or returns an error. */
export async function alerts(base: string): Promise<AlertState[] | undefined> {
  const parsed = alertsAnswer.safeParse(await getJson(`${base}/api/v1/alerts`));
  return parsed.success ? parsed.data.data.alerts : undefined;
}
