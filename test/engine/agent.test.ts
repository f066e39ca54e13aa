import { setTimeout as sleep } from "node:timers/promises";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { agentExporter } from "../../exporters/pipeline/agent";
import { agentUser } from "../../exporters/pipeline/senders";
import { tokenOf } from "../support/pipeline/accounts";
import { startAgent, type Agent } from "../support/pipeline/agent";
import { DockerFile, PodFile, type LogFile } from "../support/pipeline/log-files";
import { storedLines, sumOf, type StoredLine } from "../support/pipeline/stored";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { stackTraces } from "../support/pipeline/traces";
import { text, until } from "../support/until";

jest.setTimeout(300_000);

/** Two services of the fixture catalogue. The agent reads the logs of the first service. The second service pushes its logs. */
const reading = { system: "trades", service: "worker" } as const;
const pushing = { system: "trades", service: "web" } as const;
type Named = typeof reading | typeof pushing;

const traceId = "0af7651916cd43dd8448eb211c80319c";
const json = `{"level":50,"time":1700000000000,"traceId":"${traceId}","spanId":"b7ad6b7169203331","requestId":"r-1","tenantId":"acme","siteId":7,"userId":"u-1","action":"export","durationMs":1500,"order":{"id":5},"service":"other","service.name":"other","msg":"export failed"}`;
const logfmt = 'time="2026-11-29T21:00:00Z" level=warning msg="disk \\"a\\" is nearly full" tenant=acme duration=250ms';
const otherFormats = ["2026-11-29 21:00:00 ERROR payment refused", "plain text = 5 { not json", '{"unfinished": '];

describe.each(["docker", "kubernetes"] as const)("the agent on %s", (platform) => {
  const cleanup = new Cleanup();
  let pipeline: Pipeline;
  let agent: Agent;

  /** The log file of a new container of a service. */
  const containerOf = (id: string, { system, service }: Named = reading): LogFile =>
    platform === "docker"
      ? new DockerFile(agent.logs, id, { "monitoring.system": system, "monitoring.service": service })
      : new PodFile(agent.logs, { namespace: system, name: `${id}-0`, container: service });

  /** Waits until at least `count` records match the query, and then 3 s, in which unexpected records would arrive. Returns all records. */
  async function found(query: string, count: number): Promise<StoredLine[]> {
    const read = (): Promise<StoredLine[]> => storedLines(pipeline.logs, `_time:1h ${query} | sort by (_time)`);
    await until(`${count} records of ${query}`, async () => ((await read()).length >= count ? true : undefined), 60);
    await sleep(3000);
    return read();
  }

  beforeAll(async () => {
    const local = withLocalStores(viewOf("staging"));
    const view = { ...local, environment: { ...local.environment, logAgent: platform } };
    pipeline = await startPipeline({ cleanup, view, traceStore: false });
    agent = await startAgent({ cleanup, pipeline, view });
    // At its first start, the agent skips the lines that exist already.
    const first = containerOf("first");
    await until("the first line", async () => {
      first.write(["level=info msg=first"]);
      return (await storedLines(pipeline.logs, '_time:1h _msg:="first"')).length > 0 ? true : undefined;
    });
  }, 1_800_000);
  afterAll(() => cleanup.run());

  it("reads the fields of JSON and logfmt, and leaves other lines as they are", async () => {
    const messages = ["export failed", 'disk "a" is nearly full', ...otherFormats];
    containerOf("fields").write([json, logfmt, ...otherFormats]);
    const lines = await found(`_msg:in(${messages.map((message) => JSON.stringify(message)).join(",")})`, messages.length);
    expect(lines.map(({ _msg }) => _msg)).toEqual(messages);
    expect(lines.map(({ level }) => level)).toEqual(["error", "warn", "error", "unset", "unset"]);
    expect(lines[0]).toMatchObject({
      ...reading,
      trace_id: traceId,
      span_id: "b7ad6b7169203331",
      request_id: "r-1",
      tenant: "acme",
      site: "7",
      user: "u-1",
      action: "export",
      duration_seconds: "1.5",
      "order.id": "5",
      "log.iostream": "stdout",
    });
    expect(lines[1]).toMatchObject({ ...reading, tenant: "acme", duration_seconds: "0.25" });
    expect(lines.some((line) => "log.file.path" in line || "log.source" in line || "claimed_system" in line)).toBe(false);
  });

  it("joins the lines of a stack trace to one record with a level", async () => {
    const file = containerOf("traces");
    for (const trace of Object.values(stackTraces)) {
      file.write(trace, "stderr");
      file.write(['{"level":30,"msg":"in between"}']);
    }
    file.write(["the last line"], "stderr");
    const lines = await found('{service="worker"} "log.iostream":="stderr"', 5);
    expect(lines.map(({ _msg = "" }) => _msg.trimEnd())).toEqual([
      ...Object.values(stackTraces).map((trace) => trace.join("\n")),
      "the last line",
    ]);
    expect(lines.map(({ level }) => level)).toEqual(["error", "error", "error", "error", "unset"]);
    expect(await found('_msg:="in between"', 4)).toHaveLength(4);
  });

  it("joins a long line, cuts a very long one into records that the store accepts, and replaces bytes that are not UTF-8", async () => {
    const bad = Buffer.concat([Buffer.from("long bad "), Buffer.from([0xff, 0xfe])]);
    containerOf("long").write([`long ${"a".repeat(60_000)}`, `long ${"b".repeat(1_000_000)}`, bad, "long c"]);
    const lines = await found('{service="worker"} _msg:~"^(long |b{100})"', 10);
    expect(lines[0]?.["_msg"]).toHaveLength(60_005);
    const cut = lines.filter(({ _msg = "" }) => _msg.includes("bbb")).map(({ _msg = "" }) => _msg.length);
    expect(cut.reduce((sum, length) => sum + length, 0)).toBe(1_000_005);
    expect(Math.max(...cut)).toBeLessThan(256 * 1024);
    expect(lines.slice(-2).map(({ _msg }) => _msg)).toEqual(["long bad \ufffd\ufffd", "long c"]);
  });

  it("does not read the containers of services that push their logs", async () => {
    containerOf("pushed", pushing).write(["level=info msg=pushed"]);
    containerOf("read").write(["level=info msg=read"]);
    expect(await found('_msg:in("read", "pushed")', 1)).toMatchObject([{ ...reading, _msg: "read" }]);
  });

  it("loses no line while files are rotated, the agent is killed, and the gateway is down", async () => {
    const file = containerOf("rotated");
    let sent = 0;
    const write = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time++) {
        file.write(Array.from({ length: 50 }, () => `{"level":30,"msg":"counted","number":${sent++}}`));
        await sleep(100);
      }
    };
    await write(10);
    file.rotate("20261129-210000");
    await write(10);
    await agent.kill();
    await write(5);
    file.rotate("20261129-210100");
    await write(5);
    await agent.start();
    await write(10);
    await pipeline.gateway.kill();
    await write(20);
    await agent.kill();
    await agent.start();
    await write(10);
    await pipeline.gateway.start();
    const lines = await found('_msg:="counted"', sent);
    const numbers = new Set(lines.map(({ number }) => Number(number)));
    process.stdout.write(`${platform}: ${JSON.stringify({ sent, found: lines.length, distinct: numbers.size })}\n`);
    expect(numbers.size).toBe(sent);
  });

  it("counts the files that it has open", async () => {
    expect(await text(agent.metrics)).toMatch(/^otelcol_fileconsumer_open_files(\{.*\})? [1-9]/m);
  });

  it("counts the lines that it drops because its token is wrong", async () => {
    const file = containerOf("refused");
    await agent.stop();
    await agent.setToken("wrong");
    await agent.start();
    await until("dropped lines", async () => {
      file.write(["level=info msg=refused"]);
      return sumOf(await text(agent.metrics), "otelcol_exporter_send_failed_log_records", `exporter="${agentExporter}"`) > 0
        ? true
        : undefined;
    });
    await agent.stop();
    await agent.setToken(tokenOf(agentUser));
    await agent.start();
    await until("a line with the right token", async () => {
      file.write(["level=info msg=accepted"]);
      return (await storedLines(pipeline.logs, '_time:1h _msg:="accepted"')).length > 0 ? true : undefined;
    });
  });

  if (platform === "docker")
    it("takes names from Docker Compose, reads containers without names, and does not read its own lines and those of the gateway", async () => {
      const compose = { "com.docker.compose.project": "trades", "com.docker.compose.service": "worker" };
      new DockerFile(agent.logs, "compose", compose).write(["level=info msg=composed"]);
      new DockerFile(agent.logs, "unnamed").write(["level=info msg=unnamed"]);
      const ofStack = (workload: string): DockerFile =>
        new DockerFile(agent.logs, workload, { "monitoring.stack": "local", "monitoring.workload": workload });
      for (const own of ["otelcol", "log-agent", "orders"]) ofStack(own).write(["level=info msg=own"]);
      ofStack("prometheus").write(["level=info msg=others"]);
      expect(await found('_msg:in("composed", "unnamed", "own", "others")', 3)).toMatchObject([
        { ...reading, _msg: "composed" },
        { _msg: "unnamed", system: "unlisted", service: "unlisted" },
        { _msg: "others", system: "unlisted", container_system: "monitoring", claimed_service: "prometheus" },
      ]);
    });
  else
    it("does not read its own lines and those of the gateway", async () => {
      const pod = (namespace: string, name: string, container: string) => new PodFile(agent.logs, { namespace, name, container });
      pod("monitoring", "otelcol-0", "otelcol").write(["level=info msg=own"]);
      pod("monitoring-nodes", "log-agent-x7k2p", "log-agent").write(["level=info msg=own"]);
      pod("monitoring", "loki-0", "loki").write(["level=info msg=others"]);
      expect(await found('_msg:in("own", "others")', 1)).toMatchObject([
        { _msg: "others", system: "unlisted", container_system: "monitoring", claimed_service: "loki", "k8s.pod.name": "loki-0" },
      ]);
    });
});
