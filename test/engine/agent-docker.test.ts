import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { agentConfig, agentPorts } from "../../exporters/pipeline/agent";
import { gatewayName, gatewayPorts } from "../../exporters/pipeline/otelcol";
import { agentUser } from "../../exporters/pipeline/senders";
import { secretsFolder } from "../../exporters/model/naming";
import { agentTokenFile, logAgent } from "../../exporters/programs/log-agent";
import { containerArgs } from "../../stacks/deploy/docker/args";
import { docker } from "../../stacks/local/docker";
import { ensureImages } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { workloadNamed } from "../stacks/support/samples";
import { tokenOf } from "../support/pipeline/accounts";
import { Loopback } from "../support/pipeline/loopback";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { storedLines, type StoredLine } from "../support/pipeline/stored";
import { text, until } from "../support/until";

jest.setTimeout(300_000);

const cleanup = new Cleanup();
let pipeline: Pipeline;
let images: Awaited<ReturnType<typeof ensureImages>>["references"];

const local = withLocalStores(viewOf("staging"));
const view = { ...local, environment: { ...local.environment, logAgent: "docker" as const } };

/** Starts a container and returns its ID. The clean-up removes it with its volumes. */
async function run(...args: readonly string[]): Promise<string> {
  const id = await docker("run", "--detach", ...args);
  cleanup.add(() => docker("rm", "--force", "--volumes", id).then(() => undefined));
  return id;
}

/** Starts the agent's container with the restrictions of the stack, in the host's network. */
async function startContainer(): Promise<void> {
  const here = new Loopback();
  const folder = path.join(pipeline.folder, "container");
  const [config, secrets] = [path.join(folder, "config"), path.join(folder, "secrets")];
  await Promise.all([config, secrets].map((one) => mkdir(one, { recursive: true })));
  const own = await here.configuration(logAgent.name, agentConfig(view) ?? {});
  await writeFile(path.join(config, "log-agent.yml"), own.replaceAll(`http://${gatewayName}:${gatewayPorts.otlpHttp}`, pipeline.otlp));
  await writeFile(path.join(secrets, agentTokenFile), tokenOf(agentUser), { mode: 0o400 });
  const file = { path: `exporters/rendered/${view.environment.id}/log-agent.yml`, content: "{}" };
  const workload = workloadNamed("log-agent", { view, files: [file] });
  const args = containerArgs("test", workload, { networks: ["none"], content: [] });
  await run(
    "--network=host",
    `--user=${args.user}`,
    `--read-only=${String(args.readOnly)}`,
    ...args.capabilities.drops.map((capability) => `--cap-drop=${capability}`),
    ...args.securityOpts.map((option) => `--security-opt=${option}`),
    ...Object.entries(args.tmpfs).map(([at, options]) => `--tmpfs=${at}:${options}`),
    ...args.envs.map((env) => `--env=${env}`),
    `--memory=${args.memory}m`,
    ...args.volumes.flatMap((volume) => ("hostPath" in volume ? [`--volume=${volume.hostPath}:${volume.containerPath}:ro`] : [])),
    `--volume=${config}:/etc/log-agent:ro`,
    `--volume=${secrets}:${secretsFolder}:ro`,
    `--volume=${logAgent.data.path}`,
    images.otelcol ?? "",
    ...workload.args,
  );
  const ready = await here.url(logAgent.name, agentPorts.health);
  await until("the agent", async () => text(ready));
}

/** Runs a Node.js script in a container whose log file has the labels of `trades/worker`, and waits until the container has ended. */
async function write(script: string): Promise<void> {
  const labels = { "monitoring.system": "trades", "monitoring.service": "worker" };
  const id = await run(
    "--network=none",
    ...Object.entries(labels).map(([name, value]) => `--label=${name}=${value}`),
    "--log-driver=json-file",
    `--log-opt=labels=${Object.keys(labels).join(",")}`,
    "--entrypoint=node",
    images.node ?? "",
    "--eval",
    script,
  );
  await docker("wait", id);
}

beforeAll(async () => {
  images = (await ensureImages(["otelcol", "node"])).references;
  pipeline = await startPipeline({ cleanup, view, traceStore: false });
  await startContainer();
}, 1_800_000);
afterAll(() => cleanup.run());

it("the agent's container has no capabilities, and reads the lines of another container from Docker's files", async () => {
  await until("the first line", async () => {
    await write('console.log("level=info msg=first")');
    return (await storedLines(pipeline.logs, '_time:1h _msg:="first"')).length > 0 ? true : undefined;
  });
  await write(`
    console.log(JSON.stringify({ level: 50, msg: "refused", tenantId: "acme" }));
    process.stdout.write("a".repeat(40000) + "\\n");
    process.stdout.write("no line break at the end");
    throw new TypeError("no stock");
  `);
  const wanted = ["refused", "aaa", "no line break", "TypeError: no stock"];
  const lines = await until("the lines", async () => {
    const found = await storedLines(pipeline.logs, '_time:1h {system="trades",service="worker"}');
    return wanted.every((part) => found.some(({ _msg = "" }) => _msg.includes(part))) ? found : undefined;
  });
  // Before the error, Node.js prints the source line that throws it.
  const of = (part: string): StoredLine | undefined => lines.find(({ _msg = "" }) => _msg.includes(part) && !_msg.includes("throw new"));
  expect(of("refused")).toMatchObject({ _msg: "refused", level: "error", tenant: "acme", "log.iostream": "stdout" });
  expect(of("aaa")?.["_msg"]).toHaveLength(40_000);
  expect(of("no line break")).toMatchObject({ _msg: "no line break at the end" });
  expect(of("TypeError: no stock")).toMatchObject({ level: "error", "log.iostream": "stderr" });
  expect(of("TypeError: no stock")?.["_msg"]).toMatch(/\n {4}at /);
});
