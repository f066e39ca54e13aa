import * as canonical from "../../../alert-rules/packs/redis/series";
import * as writes from "../../../alert-rules/packs/redis/series-writes";
import { redisPack } from "../../../alert-rules/packs/redis/group";
import { readsOf } from "../../../alert-rules/condition";
import type { Series } from "../../../alert-rules/model";
import { proofFacts } from "../../../alert-rules/proofs/facts";

const group = redisPack.group(proofFacts);
const isSeries = (value: unknown): value is Series => typeof value === "object" && value !== null && "help" in value;
const declared = [canonical, writes].flatMap((module) => Object.values<unknown>(module)).filter(isSeries);

describe("redis group", () => {
  it("has the expected alerts", () => {
    expect(group.alerts.map((alert) => `${alert.name} ${alert.severity} ${alert.for?.text ?? "0s"}`).sort()).toEqual([
      "RedisClientsHigh warning 30s",
      "RedisConnectionsRejected critical 0s",
      "RedisDown critical 1m",
      "RedisExporterBlind warning 1m",
      "RedisLatencyHigh critical 2m",
      "RedisLatencyHigh info 2m",
      "RedisLatencyHigh warning 2m",
      "RedisMaxmemoryNotSet warning 10m",
      "RedisMemoryHigh critical 30s",
      "RedisMemoryHigh info 5m",
      "RedisMemoryHigh warning 5m",
      "RedisOutOfMemory critical 0s",
      "RedisPersistenceFailing warning 2m",
      "RedisQueueEvicted critical 0s",
      "RedisRecovering info 15s",
      "RedisReplicaMissing warning 2m",
      "RedisUnreachable info 0s",
      "RedisWritesRefused critical 3m",
    ]);
    const plain = redisPack.group({ ...proofFacts, ownThresholds: [] }).alerts.filter((alert) => alert.name === "RedisLatencyHigh");
    expect(plain.map((alert) => alert.severity)).toEqual(["warning"]);
    expect(Object.fromEntries(redisPack.thresholds.map(({ key, defaults }) => [key, defaults]))).toEqual({
      redisMemory: { warning: 0.8, critical: 0.95 },
      redisLatency: { warning: 0.05 },
    });
  });

  it("records exactly the series that it declares", () => {
    const recorded = [...new Set(group.recordings.map((rule) => rule.record.text))].sort();
    expect(declared.map((series) => series.name.text).sort()).toEqual(recorded);
  });

  it("lets alerts read only recorded series", () => {
    const raw = group.alerts.flatMap((alert) => readsOf(alert).filter((name) => !name.includes(":")));
    expect(raw).toEqual([]);
  });

  it("expects replicas, and guards queues against evictions, only for servers for which the catalogue says so", () => {
    const none = redisPack.group({ ...proofFacts, redisReplicas: [], queueStores: [] });
    const names = none.alerts.map((alert) => alert.name);
    expect(names).not.toContain("RedisReplicaMissing");
    expect(names).not.toContain("RedisQueueEvicted");
    expect(none.recordings.map(({ record }) => record.text).filter((name) => /expected:|queue/.test(name))).toEqual([]);
  });

  it("ignores the latency of blocking commands", () => {
    const timed = group.recordings.map((rule) => rule.expr.text).filter((text) => text.includes("redis_commands_"));
    expect(timed).toHaveLength(4);
    for (const text of timed)
      for (const selector of text.match(/redis_commands_[a-z_]+\{[^}]*\}/g) ?? []) {
        expect(selector).toContain("|bzpopmin|");
        expect(selector).toContain("|xreadgroup|");
      }
  });
});
