import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { View } from "../../exporters/model/catalogue";
import { query } from "../../stacks/local/prometheus";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { installed } from "../exporters/contracts/recorder/harness/packages";
import { start } from "../exporters/contracts/recorder/harness/process";
import { startRedis } from "../exporters/contracts/recorder/harness/redis";
import { docBlock } from "../support/doc-blocks";
import { freePort, loopback } from "../support/free-port";
import { shipped } from "../support/shipped";
import { describeWith } from "../support/tools";
import { text, until } from "../support/until";
import { load, onlyServices, watch } from "./programs/watched";

const minute = 60_000;
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), minute);

/** Two services, because alerts of one service share a notification, which would hide which alert resolved. */
const services = ["site-builder/worker", "trading-journal/worker"] as const;
const programs = path.join(__dirname, "programs/nest");
const page = "docs/instrumenting/bullmq.md";

/** Production with only these services, and only the queues of the applications. */
function withOneQueueEach(): View {
  const view = onlyServices(shipped.view("production"), ...services);
  return {
    ...view,
    systems: view.systems.map((each) => ({
      ...each,
      services: each.services.map((of) => (of.kind === "worker" ? { ...of, queues: of.queues.slice(0, 1) } : of)),
    })),
  };
}

/** Starts both applications with the documented modules. Returns their URLs. */
async function startApplications(): Promise<{ readonly express: string; readonly nest: string }> {
  const redis = await startRedis({ cleanup }, []);
  const folder = await folderOf(cleanup, {
    "queues.cjs": docBlock(page, "// queues.cjs"),
    "express-worker.cjs": docBlock(page, "// express-worker.cjs"),
    "nest-worker.mjs": docBlock(page, "// nest-worker.mjs"),
    "express.cjs": readFileSync(path.join(programs, "express.cjs"), "utf8"),
    "nest.mjs": readFileSync(path.join(programs, "nest.mjs"), "utf8"),
  });
  symlinkSync(await installed(programs), path.join(folder, "node_modules"));
  const run = async (file: string): Promise<string> => {
    const port = await freePort();
    const url = `http://${loopback}:${port}`;
    const env = { PORT: String(port), REDIS_PORT: String(redis) };
    await start(cleanup, file, process.execPath, [path.join(folder, file)], { ready: `${url}/metrics`, env });
    return url;
  };
  return { express: await run("express.cjs"), nest: await run("nest.mjs") };
}

describeWith("prometheus", "Express and NestJS applications with BullMQ", (binary) => {
  it(
    "notify while jobs of one queue fail and the worker of the other hangs, and again when both have recovered",
    async () => {
      const { express, nest } = await startApplications();
      const watched = await watch(cleanup, {
        binary,
        view: withOneQueueEach(),
        rules: ["worker"],
        scraped: [
          { system: "site-builder", service: "worker", addresses: [new URL(express).host] },
          { system: "trading-journal", service: "worker", addresses: [new URL(nest).host] },
        ],
      });
      load(cleanup, `${express}/add`, 200);
      load(cleanup, `${nest}/add`, 1000);
      const of = '{service="worker"}';
      const value = async (series: string): Promise<readonly number[] | undefined> =>
        ((await query(watched.url, series)) ?? []).map((sample) => sample.value);
      await until("recorded jobs of both queues", async () => ((await value(`queue:jobs_completed:increase15m${of} > 0`)) ?? [])[1], 90);
      expect(await value(`queue:jobs_failed:increase15m${of} > 0`)).toEqual([]);
      expect(await value(`queue:worker_heartbeat_age_seconds${of} > 30`)).toEqual([]);

      await text(`${express}/fault/on`);
      await text(`${nest}/fault/on`);
      const failing = ["slack-sites-alerts", "of jobs in queue automations fail"] as const;
      const stuck = ["slack-journal-alerts", "no worker heartbeat for queue jobs"] as const;
      await watched.notified(...failing, "firing");
      await text(`${express}/fault/off`);
      await watched.notified(...stuck, "firing");
      await text(`${nest}/fault/off`);
      await watched.notified(...failing, "resolved");
      await watched.notified(...stuck, "resolved");
      const others = 'ALERTS{service="worker",alertstate="firing"}';
      expect(await query(watched.url, others)).toEqual([]);
    },
    14 * minute,
  );
});
