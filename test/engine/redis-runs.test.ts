import { systemSchema } from "../../exporters/model/schema";
import { hashedRunsIn } from "../../exporters/model/runs";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { startRedis, startRedisExporter, withRedis } from "../exporters/contracts/recorder/harness/redis";
import { text } from "../support/until";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

const system = systemSchema.parse({
  id: "shop",
  title: "Shop",
  description: "The shop",
  services: [
    { kind: "redis", name: "redis", owner: "shop" },
    {
      kind: "http",
      name: "web",
      owner: "shop",
      dependsOn: ["redis"],
      instrumentation: { profile: "prom-client", port: 9464 },
      runs: [
        { name: "agent-job", hashes: { redis: "redis", keys: "job:*", categories: ["linter", "sandbox_timeout"] } },
        {
          name: "import",
          hashes: {
            redis: "redis",
            keys: "import:*",
            status: "state",
            running: ["active", "retrying"],
            success: ["done"],
            failure: ["broken"],
            requestedAt: "added",
            startedAt: "began",
            endedAt: "ended",
            category: "why",
          },
        },
      ],
    },
  ],
});
const runs = hashedRunsIn(system, "redis");

/** ISO 8601 with microseconds and a numeric zone, as Python's `isoformat` writes it. */
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace("Z", "123+00:00");
/** The same moment in a zone that is 5:30 hours ahead of UTC. */
const inIndia = (seconds: number): string => `${new Date((seconds + 19_800) * 1000).toISOString().slice(0, 19)}+05:30`;

describe("redis_exporter with runs in Redis", () => {
  let port = 0;
  let address = "";
  beforeAll(async () => {
    port = await startRedis({ cleanup }, [], [], runs);
    address = await startRedisExporter({ cleanup }, port, [], runs);
  }, 120_000);

  const values = async (): Promise<Readonly<Record<string, number>>> => {
    const lines = (await text(`http://${address}/metrics`)).split("\n").filter((line) => line.startsWith("redis_script_values{"));
    return Object.fromEntries(lines.map((line) => [/key="([^"]*)"/.exec(line)?.[1] ?? "", Number(line.split(" ").at(-1))]));
  };

  it("reads the outcome, the category, the duration and the age of runs from hashes", async () => {
    const now = Math.floor(Date.now() / 1000);
    await withRedis(port, async (redis) => {
      const job = (id: number, hash: Readonly<Record<string, string | number>>) => redis.hset(`job:${id}`, hash);
      await job(1, { status: "success", created_at: iso(now - 400), started_at: iso(now - 350), finished_at: iso(now - 100) });
      await job(2, { status: "success", created_at: now - 200, finished_at: now - 100 });
      await job(3, { status: "failed", created_at: (now - 200) * 1000, finished_at: (now - 100) * 1000, category: "linter" });
      await job(4, { status: "failed", finished_at: inIndia(now - 100), category: "linter" });
      await job(5, { status: "failed", finished_at: iso(now - 100), category: "a category that is not declared" });
      // 15 minutes ago or longer, without a time, and in a zone in which the job ended two hours ago.
      await job(6, { status: "failed", finished_at: iso(now - 901), category: "linter" });
      await job(7, { status: "failed", finished_at: "yesterday" });
      await job(8, { status: "success", finished_at: `${new Date(now * 1000).toISOString().slice(0, 19)}+02:00` });
      await job(9, { status: "pending", created_at: iso(now - 5000) });
      await job(10, { status: "running", created_at: iso(now - 5000), started_at: iso(now - 1000) });
      await job(11, { status: "running", started_at: iso(now - 30) });
      await job(12, { status: "running" });
      await redis.set("job:text", "not a hash");
      await redis.hset("import:1", { state: "retrying", began: now - 60 });
      await redis.hset("import:2", { state: "broken", ended: now - 60, why: "linter" });
      await redis.hset("other:1", { status: "failed", finished_at: now - 60 });
    });
    const found = await values();
    const { "web/agent-job:oldest_age_seconds": oldest, "web/import:oldest_age_seconds": oldestImport, ...rest } = found;
    expect(rest).toEqual({
      "web/agent-job:running": 3,
      "web/agent-job:succeeded": 2,
      "web/agent-job:failures@linter": 2,
      "web/agent-job:failures@sandbox_timeout": 0,
      "web/agent-job:failures@other": 1,
      "web/agent-job:undated": 2,
      "web/agent-job:duration_seconds": 300,
      "web/import:running": 1,
      "web/import:succeeded": 0,
      "web/import:failures@other": 1,
      "web/import:undated": 0,
    });
    expect(oldest).toBeGreaterThanOrEqual(1000);
    expect(oldest).toBeLessThan(1060);
    expect(oldestImport).toBeGreaterThanOrEqual(60);
    expect(oldestImport).toBeLessThan(120);
  });

  it("blocks Redis for less than 50 ms with 2,000 hashes beside 48,000 other keys, and returns nothing if there are more", async () => {
    await withRedis(port, async (redis) => {
      await redis.flushall();
      const now = Math.floor(Date.now() / 1000);
      const fill = async (keys: number, add: (pipeline: ReturnType<typeof redis.pipeline>, index: number) => void) => {
        const pipeline = redis.pipeline();
        for (let index = 0; index < keys; index += 1) add(pipeline, index);
        await pipeline.exec();
      };
      await fill(48_000, (pipeline, index) => pipeline.set(`session:${index}`, "x"));
      await fill(2_000, (pipeline, index) =>
        pipeline.hset(`job:${index}`, { status: "success", created_at: iso(now - 9), finished_at: iso(now) }),
      );
      await redis.config("RESETSTAT");
    });
    for (let scrape = 0; scrape < 5; scrape += 1) expect((await values())["web/agent-job:succeeded"]).toBe(2_000);
    await withRedis(port, async (redis) => {
      const mean = /cmdstat_eval(?:sha)?:.*usec_per_call=([0-9.]+)/.exec(await redis.info("commandstats"))?.[1];
      console.info(`the script took ${mean ?? "an unknown number of"} µs on average`);
      // RedisLatencyHigh warns if the mean duration of a command is above 50 ms.
      expect(Number(mean)).toBeLessThan(50_000);
      await redis.hset("job:more", { status: "pending" });
    });
    expect(await values()).toEqual({});
  }, 120_000);
});
