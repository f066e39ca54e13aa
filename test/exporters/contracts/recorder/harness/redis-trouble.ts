import { readExposition } from "../exposition";
import type { Recorded, Harness } from "./context";
import { freePort } from "../../../../support/free-port";
import { text } from "../../../../support/until";
import { startRedis, startRedisExporter, withRedis } from "./redis";

/** Redis settings with very little memory, and with a slow log that records every command. */
const settings = [
  ["--maxmemory", "4mb"],
  ["--maxmemory-policy", "noeviction"],
  ["--slowlog-log-slower-than", "0"],
  ["--latency-monitor-threshold", "1"],
  ["--enable-debug-command", "local"],
].flat();

/** Records redis_exporter's metrics while Redis is full and slow, and while Redis is down. */
export async function recordRedis(harness: Harness, recorded: Recorded): Promise<void> {
  const queue = "arq:queue";
  const port = await startRedis(harness, [queue], settings);
  await withRedis(port, async (redis) => {
    await redis.call("DEBUG", "SLEEP", "0.01");
    const full = Array.from({ length: 20 }, (_, index) => redis.set(`filler:${index}`, "x".repeat(1_000_000)));
    const refused = (await Promise.allSettled(full)).filter(({ status }) => status === "rejected");
    if (refused.length === 0) throw new Error("Redis took more than its memory limit");
  });
  const busy = await startRedisExporter(harness, port, [queue]);
  recorded.put("redis-exporter", readExposition(await text(`http://${busy}/metrics`)), "a full Redis");
  const blind = await startRedisExporter(harness, await freePort(), []);
  recorded.put("redis-exporter", readExposition(await text(`http://${blind}/metrics`)), "no Redis");
}
