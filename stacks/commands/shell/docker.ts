import { spawn } from "node:child_process";
import { secretsFolder } from "../../../exporters/model/naming";
import type { Settings } from "../../config/settings";
import { hasClient, imageFor } from "./image";
import { containerOf, docker, programsOf } from "../../local/docker";
import { shellEnv, shellScript } from "./script";
import type { LogOptions, Platform, Ran } from "./platform";

interface Inspected {
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

/** Returns the platform for a stack that runs on Docker. */
export function onDocker(settings: Settings): Platform {
  const { stack } = settings;
  return {
    running: async () => (await programsOf(stack)).map(({ workload }) => workload),
    shell: async (reach, command, captured) => {
      const id = await containerOf(stack, reach.workload);
      const [container] = JSON.parse(await docker("inspect", id)) as Inspected[];
      if (container === undefined) throw new Error(`docker inspect returned nothing for ${id}`);
      const secrets = container.Mounts.find(({ Destination }) => Destination === secretsFolder)?.Name;
      const withClient = hasClient(command[0], reach);
      const terminal = !captured && process.stdin.isTTY && process.stdout.isTTY;
      return runDocker(
        [
          "run",
          "--rm",
          ...(captured ? [] : ["--interactive"]),
          ...(terminal ? ["--tty"] : []),
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
          ...(secrets === undefined || !withClient ? [] : ["--volume", `${secrets}:${secretsFolder}:ro`]),
          ...Object.entries(shellEnv(reach)).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
          "--entrypoint",
          "sh",
          imageFor(command[0], reach, container.Image, settings),
          "-c",
          shellScript(reach, withClient),
          "shell",
          ...command,
        ],
        captured ? "output" : "nothing",
      );
    },
    logs: async (workload, { since, tail }: LogOptions) =>
      runDocker(
        ["logs", ...(since === undefined ? [] : ["--since", since]), "--tail", String(tail), await containerOf(stack, workload)],
        "output and errors",
      ),
  };
}
