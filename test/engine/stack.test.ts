import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { containerOf, docker } from "../../stacks/local/docker";
import { localPulumi, localStack, openStack } from "../../stacks/local/stack";
import { pulumi } from "../../stacks/local/pulumi";
import { query, targets } from "../../stacks/local/prometheus";
import type { DrillResult } from "../../stacks/local/drill";
import { heartbeat } from "../../stacks/local/receiver";
import { panelQueries } from "../../dashboards/queries";
import { catalogue } from "../../exporters/model/user-catalogue";
import { until } from "../support/until";
import { acceptedAlerts } from "./accepted-alerts";
import { keep, npm, root } from "./command";
import { expectDiscovered } from "./demo-discovered";
import { expectPushes } from "./demo-storefront";
import { expectTracesAndReplicas } from "./demo-trace";
import { expectFoundLines } from "./found-lines";
import { expectHardened, runningContainers } from "./containers";
import { execute } from "./panels";
import { lineOf, reachesLogs, storesOf, storeText, withoutLogin } from "./store-login";
import { adminCommands, commandsOfCommit, failedCommands } from "./runbook";
import { emptyPanels, openAll, problems, type LivePage } from "./viewer/live";
import { expectErrorsShown, openDuringErrors } from "./viewer/live-fault";

/** Faults of an application, a queue, a replica, a tenant, an exporter, and a data store. All but the last are injected in parallel. */
const oneOfEachKind = ["http-errors", "queue-stuck", "replica-paused", "quota", "exporter-down", "postgres-down"];

const minutes = (count: number): number => count * 60_000;

/** The last lines of a service's log, which show why an alert about it fires. */
const endOfLog = (service: string): Promise<string> =>
  containerOf(localStack, service)
    .then((container) => docker("logs", "--tail", "20", container))
    .catch((error: unknown) => String(error));

/** The dashboards, opened while the alert about the fault `http-errors` fires. */
let duringDrill: Promise<LivePage[]> | undefined;

describe("the local stack", () => {
  beforeAll(async () => {
    const up = await npm("up");
    keep("up", up);
    if (up.code !== 0) throw new Error(up.output);
  }, minutes(60));

  it("has no pending or firing alert after the first start, except the dead man's switch", async () => {
    const { programs } = await openStack(root);
    const prometheus = programs.needed("prometheus");
    const active = await query(prometheus, 'ALERTS{alertname!="DeadMansSwitch"}');
    const accepted = await acceptedAlerts(catalogue().view("local"));
    const unexpected = active?.filter(({ labels }) => !accepted.includes(labels["alertname"] ?? "")) ?? [];
    const found = unexpected.map(async ({ labels: { alertname = "", service = "", alertstate = "" } }) => ({
      alert: `${alertname} of ${service}: ${alertstate}`,
      log: await endOfLog(service),
    }));
    expect(active).toBeDefined();
    expect(await Promise.all(found)).toEqual([]);
  });

  it("scrapes every target and sends the heartbeat to the receiver", async () => {
    const { programs } = await openStack(root);
    const all = (await targets(programs.needed("prometheus"))) ?? [];
    expect(all.filter((target) => target.health !== "up").map((target) => `${target.scrapeUrl}: ${target.lastError}`)).toEqual([]);
    expect(all.length).toBeGreaterThan(8);
    expect((await heartbeat(programs.needed("receiver")))?.lastReceivedAt).toBeGreaterThan(0);
  });

  it(
    "is unchanged by a second up",
    async () => {
      const call = await localPulumi(root);
      const preview = await pulumi(call, ["preview", "--stack", localStack, "--non-interactive", "--json"]);
      const summary = (JSON.parse(preview) as { changeSummary: Record<string, number> }).changeSummary;
      expect(Object.keys(summary)).toEqual(["same"]);
      const again = await pulumi(call, [
        "up",
        "--yes",
        "--skip-preview",
        "--stack",
        localStack,
        "--non-interactive",
        "--expect-no-changes",
      ]);
      expect(again).toMatch(/\d+ unchanged/);
      const command = await npm("up");
      expect(command.code).toBe(0);
      expect(command.output).toContain("Nothing has changed. Waiting until the programs are ready.");
      expect(command.output).not.toContain("alert-ready");
    },
    minutes(5),
  );

  it(
    "runs the steps of alerts as the runbook shows them, other steps at each commit",
    async () => {
      const lines = commandsOfCommit();
      expect(lines.length).toBeGreaterThan(30);
      const failed = await failedCommands(lines);
      // On a busy machine, a command may reach its own timeout. It must succeed when it runs alone.
      expect(
        await failedCommands(
          failed.map(({ line }) => line),
          { atOnce: 1 },
        ),
      ).toEqual([]);
    },
    minutes(15),
  );

  it("runs commands of an administrator with the values that on-call gives", async () => {
    expect(await failedCommands(adminCommands, { atOnce: 1 })).toEqual([]);
    const [refused] = await failedCommands(["npm run shell -- --environment local demo/orders --as postgres -- psql -c 'select 1'"]);
    expect(refused?.output).toContain("--as: demo/orders is no PostgreSQL or Redis server");
  });

  it("shows in the shell whether a server is down, has the wrong password, or an unknown name", async () => {
    const redis = await containerOf(localStack, "redis");
    const [broken] = await (async () => {
      await docker("stop", "--time", "3", redis);
      try {
        return await failedCommands(["npm run shell -- --environment local demo/redis -- redis-cli ping"]);
      } finally {
        await docker("start", redis);
      }
    })();
    expect(broken?.output).toMatch(/Could not connect to Redis|Name or service not known|Connection refused/);
    const [wrong, unknown] = await failedCommands(
      [
        "npm run shell -- --environment local demo/postgres -- psql -U stranger -c 'select 1'",
        "npm run shell -- --environment local demo/postgre -- psql -c 'select 1'",
      ],
      { atOnce: 1 },
    );
    expect(wrong?.output).toMatch(/authentication failed|no pg_hba.conf entry/);
    expect(unknown?.output).toContain('did you mean "demo/postgres"?');
  });

  it("runs every program without privileges, with resource limits, and with ports that only this machine can reach", async () => {
    const containers = await runningContainers();
    expect(containers.length).toBeGreaterThan(12);
    for (const container of containers) expectHardened(container);
  });

  it("keeps every secret out of container arguments, environment variables, labels and the state", async () => {
    const secrets = Object.entries(
      JSON.parse(readFileSync(path.join(root, ".state/secrets.json"), "utf8")) as Record<string, string>,
    ).filter(([, value]) => !value.startsWith("http"));
    expect(secrets.length).toBeGreaterThan(3);
    const seen = JSON.stringify((await runningContainers()).map(({ Name, Config }) => ({ Name, Config })));
    const call = await localPulumi(root);
    const state = await pulumi(call, ["stack", "export", "--stack", localStack]);
    expect(secrets.filter(([, value]) => seen.includes(value)).map(([key]) => key)).toEqual([]);
    expect(secrets.filter(([, value]) => state.includes(value)).map(([key]) => key)).toEqual([]);
  });

  it(
    "names a stale rendered file and refuses to plan a deployment",
    async () => {
      const file = "alert-rules/rendered/local/rules/http.rules.yml";
      const before = readFileSync(path.join(root, file), "utf8");
      try {
        writeFileSync(path.join(root, file), before.replace("critical", "Critical"));
        const call = await localPulumi(root);
        await expect(pulumi(call, ["preview", "--stack", localStack, "--non-interactive"])).rejects.toThrow(file);
      } finally {
        writeFileSync(path.join(root, file), before);
      }
    },
    minutes(2),
  );

  it("has stores that refuse requests without a password, and that applications do not reach", async () => {
    expect(await withoutLogin((await openStack(root)).programs)).toEqual([401, 401]);
    expect(await Promise.all(["prometheus", "orders"].map((program) => reachesLogs(localStack, program)))).toEqual([true, false]);
  });

  it("shows the running programs in npm run status", async () => {
    const status = await npm("status");
    expect(status.code).toBe(0);
    expect(status.output).toMatch(/Targets: (\d+) of \1 up/);
    expect(status.output).toContain("Dead man's switch: last heartbeat");
    // Only the official image of Prometheus has a web UI.
    const { programs } = await openStack(root);
    const page = await fetch(`${programs.needed("prometheus")}/query`);
    expect(status.output.includes("Prometheus has no web UI in this build.")).toBe(!page.ok);
  });

  it(
    "shows data in every panel, by its own query against the live stores",
    async () => {
      const { programs } = await openStack(root);
      const stores = storesOf(root, programs);
      const queries = panelQueries(catalogue().view("local"));
      expect(queries.length).toBeGreaterThan(100);
      // After the start, it takes some time until five-minute windows and traces of complete orders have data.
      const deadline = Date.now() + minutes(6);
      for (;;) {
        const answers = await Promise.all(queries.map((query) => execute(query, stores)));
        expect(answers.filter(({ error }) => error !== undefined)).toEqual([]);
        const missing = answers.filter(({ rows, mayBeEmpty }) => rows === 0 && !mayBeEmpty).map(({ query }) => query);
        if (missing.length === 0 || Date.now() > deadline) {
          expect(missing).toEqual([]);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 10_000));
      }
    },
    minutes(8),
  );

  it(
    "draws every dashboard in a browser, with live data",
    async () => {
      const pages = await openAll("live", "from=now-15m&to=now");
      expect(problems(pages)).toEqual([]);
      expect(emptyPanels(pages, panelQueries(catalogue().view("local")))).toEqual([]);
    },
    minutes(12),
  );

  it(
    "stores a request's log line and trace, and derives span metrics and a service graph edge from the trace",
    async () => {
      const { programs } = await openStack(root);
      const answer = await fetch(`${programs.needed("orders")}/orders`, { headers: { "x-tenant": "acme" } });
      expect(answer.status).toBe(200);
      const requestId = answer.headers.get("x-request-id") ?? "";
      expect(requestId).not.toBe("");
      const line = await lineOf(root, programs, requestId);
      expect(line).toMatchObject({ system: "demo", service: "orders", environment: "local", request_id: requestId });
      await expectFoundLines(panelQueries(catalogue().view("local")), storesOf(root, programs), requestId, "acme");
      const trace = await until(
        "the trace",
        async () =>
          JSON.parse(await storeText(root, programs, "jaeger", `/api/traces/${line["trace_id"] ?? ""}`)) as {
            data: { spans: unknown[] }[];
          },
        90,
      );
      expect(trace.data[0]?.spans.length).toBeGreaterThan(1);
      // The load generator is in no catalogue, so the gateway names it `unlisted`.
      for (const counted of [
        'sum(traces_spanmetrics_calls_total{system="demo",service="orders",environment="local"})',
        'sum(traces_service_graph_request_total{client="unlisted",server="orders"})',
      ]) {
        const count = await until(
          `a sample of ${counted}`,
          async () => (await query(programs.needed("prometheus"), counted))?.[0]?.value,
          90,
        );
        expect(count).toBeGreaterThan(0);
      }
    },
    minutes(3),
  );

  it("gets the telemetry that the storefront and the browsers of its page push", () => expectPushes(root), minutes(5));

  it("discovers the receiver by its labels, with metrics and logs", () => expectDiscovered(root, catalogue().view("local")), minutes(5));

  it("follows an order and an SQL statement in traces, and scrapes each replica", () => expectTracesAndReplicas(root), minutes(5));

  it(
    "notifies the receiver of a drill's alert when it fires and when it resolves, for one fault of each kind",
    async () => {
      duringDrill = openStack(root).then(({ programs }) => openDuringErrors(programs.needed("prometheus")));
      // The next test awaits this promise and reports the error.
      duringDrill.catch(() => undefined);
      const drills = await npm("drill", [...oneOfEachKind, "--json"]);
      keep("drills", drills);
      const line = drills.output.split("\n").find((text) => text.startsWith("[{")) ?? "[]";
      const results = JSON.parse(line) as DrillResult[];
      expect(results.map(({ fault }) => fault).sort()).toEqual([...oneOfEachKind].sort());
      expect(
        results.filter((result) => result.firedAfter === undefined || result.resolvedAfter === undefined).map((result) => result.fault),
      ).toEqual([]);
      const { programs } = await openStack(root);
      expect(await query(programs.needed("prometheus"), 'max_over_time(ALERTS{service="unlisted"}[1h])')).toEqual([]);
      // The soak run injects every fault and checks the number of pages. Here the number is only printed, because faults overlap on a busy
      // machine.
      process.stderr.write(`pages: ${results.map(({ fault, pages }) => `${fault} ${pages.length}`).join(", ")}\n`);
    },
    minutes(55),
  );

  it(
    "shows a drill's fault in the viewer: in red, as a firing alert, above the threshold, and as an annotation",
    async () => expectErrorsShown((await duringDrill) ?? []),
    minutes(12),
  );

  afterAll(async () => {
    const down = await npm("down");
    if (down.code !== 0) throw new Error(down.output);
    expect(await docker("ps", "--all", "--quiet", "--filter", `label=monitoring.stack=${localStack}`)).toBe("");
    expect(await docker("volume", "ls", "--quiet", "--filter", `label=monitoring.stack=${localStack}`)).toBe("");
    expect(await docker("network", "ls", "--quiet", "--filter", `label=monitoring.stack=${localStack}`)).toBe("");
  }, minutes(5));
});
