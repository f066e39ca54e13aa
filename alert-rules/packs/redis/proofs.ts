import type { Severity } from "../../../exporters/model/thresholds";
import { identity } from "../../model";
import { usualProofs, moments, type UsualProofs, type World } from "../../proofs/patterns";
import { hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { redisTarget, redisWorld, type RedisState } from "./world";
import { label, text } from "../../template";
import { targetDownProof } from "../target/alerts";

export const redisWorlds: readonly World<RedisState>[] = [
  { name: "redis_exporter", series: redisWorld, successor: targetDownProof("redis-exporter", redisTarget) },
];
export const redisName = text`${label("system")}/${label("service")}`;
export const healthyRedis: RedisState = { commands: { get: { perSecond: 100, seconds: 0.00001 } } };

export const redisMoments = (alert: string, severity: Severity) => moments(alert, severity, proofService);
export const redisDownAt = redisMoments("RedisDown", "critical");

export const redisScenario = (title: string, phases: readonly Phase<RedisState>[], checks: Scenario["checks"]): Scenario => ({
  title,
  series: redisWorld(phases),
  checks,
});

/**
 * Copies the series of a server for three other servers: one with the same name in another system, one with the same name in another
 * environment, and one with another name in the same system.
 */
export const otherServers = (series: readonly RawSeries[]): RawSeries[] =>
  ["system", "environment", "service"].flatMap((label) =>
    series.map((one) => ({ ...one, labels: { ...one.labels, [label]: `other-${one.labels[label] ?? ""}` } })),
  );

export const redisProofs = (
  alert: string,
  severity: Severity,
  of: Pick<UsualProofs<RedisState>, "beyond" | "inside" | "settle" | "wait" | "recover" | "keep" | "times">,
  missingFor = 240,
) =>
  usualProofs<RedisState>({
    alert,
    severity,
    identity,
    instance: proofService,
    worlds: redisWorlds,
    missing: { then: "successor", after: missingFor },
    ...of,
  });

/** Scenario in which the server goes down: the alert must stay quiet, and RedisDown must fire. */
export const leftToDown = (alert: string, severity: Severity, before: RedisState, after: number): Scenario =>
  redisScenario(
    `${alert} ${severity} leaves a server that is down to RedisDown`,
    [hold(600, before), hold(after + 60, { up: false })],
    [redisMoments(alert, severity).quiet(600 + after), redisDownAt.fires(600 + after)],
  );
