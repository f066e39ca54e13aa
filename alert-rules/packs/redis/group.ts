import { redisRecordings } from "./series";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { redisClientsHigh, redisConnectionsRejected, redisDown } from "./alerts";
import { redisLatencyHigh } from "./alerts-latency";
import { redisMemoryHigh, redisOutOfMemory } from "./alerts-memory";
import { levelsOf } from "../../thresholds";

/** Limits of Redis servers that set none: ratio 0..1, seconds. */
export const redisDefaults = {
  redisMemory: { warning: 0.8, critical: 0.95 },
  redisLatency: { warning: 0.05 },
} as const;

/** Rules of Redis servers. */
export const redisGroup = (facts: Pick<RuleFacts, "overrides">): RuleGroup => ({
  name: "redis",
  recordings: redisRecordings(),
  alerts: [
    redisDown(),
    redisOutOfMemory(),
    ...redisMemoryHigh(levelsOf(facts, "redisMemory", redisDefaults)),
    ...redisLatencyHigh(levelsOf(facts, "redisLatency", redisDefaults)),
    redisConnectionsRejected(),
    redisClientsHigh(),
  ],
});
