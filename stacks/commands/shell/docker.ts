import { spawn } from "node:child_process";
import { secretsFolder } from "../../../exporters/model/naming";
import type { Settings } from "../../config/settings";
import { hasClient, imageFor } from "./image";
import { containerOf, docker, programsOf } from "../../local/docker";
import { adminScript } from "./admin-script";
import { dataVolume } from "../../deploy/docker/args";
import { hasHost, listed, stateOf, type Inspected } from "./docker-replicas";
import { shellEnv, shellScript } from "./script";
import type { LogOptions, Place, Platform, Ran, Replica } from "./platform";
import type { Reach } from "./reach";

interface Container {
  readonly Image: string;
  readonly Config: { readonly User: string };
  readonly Mounts: readonly { readonly Type: string; readonly Name?: string; readonly Destination: string }[];
}

/** Runs `docker`. The output goes to this terminal, unless it is captured. Rejects only when `docker` cannot be started. */
function runDocker(args: readonly string[], captured: "nothing" | "output" | "output and errors"): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn("docker", [...args], {
      stdio: captured === "nothing" ? "inherit" : captured === "output" ? ["ignore", "pipe", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    const parts: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => parts.push(part));
    child.on("error", failed);
    child.on("close", (code) => done({ code: code ?? 1, output: Buffer.concat(parts).toString("utf8") }));
  });
}

const environment = (reach: Reach, as: string | undefined): string[] =>
  Object.entries(shellEnv(reach, as)).flatMap(([name, value]) => ["--env", `${name}=${value}`]);

const inputOf = (captured: boolean): string[] => [
  ...(captured ? [] : ["--interactive"]),
  ...(!captured && process.stdin.isTTY && process.stdout.isTTY ? ["--tty"] : []),
];

async function inspected(ids: readonly string[]): Promise<Inspected[]> {
  return ids.length === 0 ? [] : (JSON.parse(await docker("inspect", ...ids)) as Inspected[]);
}

function logsOf({ Id, RestartCount, State }: Inspected, { since, tail, previous }: LogOptions): Promise<Ran> {
  if (previous && RestartCount === 0) return Promise.resolve({ code: 0, output: "" });
  const until = previous ? ["--until", State.StartedAt] : [];
  const from = since === undefined ? [] : ["--since", since.toISOString()];
  return runDocker(["logs", ...from, ...until, "--tail", String(tail), Id], "output and errors");
}

/** Returns the platform for a stack that runs on Docker. */
export function onDocker(settings: Settings): Platform {
  const { stack } = settings;
  const lines = async (...args: readonly string[]): Promise<string[]> => (await docker(...args)).split("\n").filter((row) => row !== "");
  const workloads = async (all: boolean): Promise<string[]> => (await programsOf(stack, all)).map(({ workload }) => workload);

  async function shellOf(reach: Reach, command: readonly string[], captured: boolean, as: string | undefined): Promise<string[]> {
    const id = await containerOf(stack, reach.workload);
    const env = environment(reach, as);
    if (as !== undefined && reach.server !== undefined)
      return ["exec", ...inputOf(captured), ...env, id, "sh", "-c", adminScript(reach.server), "shell", ...command];
    const [container] = JSON.parse(await docker("inspect", id)) as Container[];
    if (container === undefined) throw new Error(`docker inspect returned nothing for ${id}`);
    const withClient = hasClient(command[0], reach);
    const secrets = container.Mounts.find(({ Destination }) => Destination === secretsFolder)?.Name;
    const data = container.Mounts.find(({ Name }) => Name === dataVolume(stack, reach.workload));
    return [
      "run",
      "--rm",
      ...inputOf(captured),
      "--network",
      `container:${id}`,
      "--user",
      container.Config.User,
      "--cap-drop",
      "ALL",
      "--security-opt",
      "no-new-privileges",
      "--memory",
      "256m",
      "--log-driver",
      "none",
      ...(secrets === undefined || !withClient || as !== undefined ? [] : ["--volume", `${secrets}:${secretsFolder}:ro`]),
      ...(data?.Name === undefined || reach.client !== undefined ? [] : ["--volume", `${data.Name}:${data.Destination}:ro`]),
      ...env,
      "--entrypoint",
      "sh",
      imageFor(command[0], reach, container.Image, settings),
      "-c",
      shellScript(reach, withClient, as === undefined ? "monitor" : "administrator"),
      "shell",
      ...command,
    ];
  }

  async function containersIn(place: Place): Promise<Inspected[]> {
    const networks =
      "host" in place ? await lines("network", "ls", "--filter", `label=monitoring.stack=${stack}`, "--format", "{{.Name}}") : [];
    if ("host" in place && networks.length === 0) return [];
    const found = await inspected(await lines(...listed(stack, place, networks)));
    return "host" in place ? found.filter((container) => hasHost(container, networks, place.host)) : found;
  }

  return {
    running: () => workloads(false),
    programs: () => workloads(true),
    shell: async (reach, command, { captured, as }) =>
      runDocker(await shellOf(reach, command, captured, as), captured ? "output" : "nothing"),
    replicas: async (place) =>
      (await containersIn(place)).map((container): Replica => ({
        ...stateOf(container),
        logs: (options) => logsOf(container, options),
      })),
  };
}
