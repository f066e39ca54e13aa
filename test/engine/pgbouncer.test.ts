import { readFileSync } from "node:fs";
import path from "node:path";
import type { View } from "../../exporters/model/catalogue";
import { run } from "../../stacks/supply/command";
import { query } from "../../stacks/local/prometheus";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { startContainer } from "../exporters/contracts/recorder/harness/container";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { startPrimary } from "../exporters/contracts/recorder/harness/postgres";
import { start } from "../exporters/contracts/recorder/harness/process";
import { docBlock } from "../support/doc-blocks";
import { freePort, loopback } from "../support/free-port";
import { shipped } from "../support/shipped";
import { repo } from "../support/sources";
import { describeWith } from "../support/tools";
import { until } from "../support/until";
import { startPgBouncer } from "./programs/pgbouncer";
import { load, onlyServices, watch } from "./programs/watched";

const minute = 60_000;
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), minute);

const [system, service] = ["site-builder", "cms"];
const poolSize = 4;
/** pgbench's clients hold connections for half a second per transaction. More clients than connections, so some always wait. */
const clients = 3 * poolSize;

/** Production, with PgBouncer's pool as a second pool of the service. */
function withPgBouncer(): View {
  const view = onlyServices(shipped.view("production"), `${system}/${service}`);
  const pools = [service, "pgbouncer"].map((name) => ({ name, database: "postgres" }));
  return {
    ...view,
    systems: view.systems.map((each) => ({
      ...each,
      services: each.services.map((of) => (of.kind === "http" ? { ...of, pools } : of)),
    })),
  };
}

describeWith("prometheus", "an application that reaches PostgreSQL through PgBouncer", (binary) => {
  it(
    "notifies while pgbench uses up PgBouncer's pool, and again when the pool is free",
    async () => {
      const server = new URL(
        await startPrimary({ cleanup, say: () => undefined, wants: () => true, prometheus: () => Promise.resolve("") }),
      );
      const pgBouncer = await startPgBouncer(cleanup, server, poolSize);
      const page = "docs/instrumenting/pools.md";
      const folder = await folderOf(cleanup, {
        "pools.cjs": docBlock(page, "// pools.cjs"),
        "pgbouncer.cjs": docBlock(page, "// pgbouncer.cjs"),
        "app.cjs": readFileSync(path.join(__dirname, "programs/pool-app.cjs"), "utf8"),
        "hold.sql": "SELECT pg_sleep(0.5);\n",
      });
      const port = await freePort();
      const url = `http://${loopback}:${port}`;
      await start(cleanup, "the application", process.execPath, [`${folder}/app.cjs`], {
        ready: `${url}/`,
        env: { PORT: String(port), PGBOUNCER: String(pgBouncer), NODE_PATH: path.join(repo, "node_modules") },
      });
      const watched = await watch(cleanup, {
        binary,
        view: withPgBouncer(),
        rules: ["pools"],
        scraped: [{ system, service, addresses: [`${loopback}:${port}`] }],
      });
      load(cleanup, `${url}/`, 500);
      const used = async (pool: string): Promise<number | undefined> =>
        ((await query(watched.url, `pool:connections_used:ratio{system="${system}",pool="${pool}"}`)) ?? [])[0]?.value;
      for (const pool of ["cms", "pgbouncer"])
        await until(`a free pool ${pool}`, async () => (((await used(pool)) ?? 1) < 0.5 ? true : undefined), 60);

      const bench = await startContainer(
        cleanup,
        "postgres",
        [
          ...["pgbench", "--no-vacuum", "--file=/hold.sql", `--client=${clients}`, "--time=300"],
          ...[`--host=${loopback}`, `--port=${pgBouncer}`, "--username=app", "orders"],
        ],
        { files: { [`${folder}/hold.sql`]: "/hold.sql" } },
      );
      const [slack, mail] = ["slack-sites-alerts", "email-sites@example.com"];
      const of = (pool: string) => `callers wait for a connection from pool ${pool}`;
      for (const pool of ["cms", "pgbouncer"]) await watched.notified(slack, of(pool), "firing", 180);
      expect(await used("pgbouncer")).toBe(1);

      await run("docker", ["stop", "--time=5", bench]);
      for (const pool of ["cms", "pgbouncer"]) await watched.notified(slack, of(pool), "resolved", 240);
      await watched.notified(mail, of("cms"), "resolved", 30);
      expect(await used("pgbouncer")).toBeLessThan(1);
      const others = `ALERTS{system="${system}",service="${service}",alertstate="firing"}`;
      expect(await query(watched.url, others)).toEqual([]);
    },
    12 * minute,
  );
});
