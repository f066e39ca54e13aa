import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../config/errors";
import { CommandFailed, run, succeeds } from "./command";
import { removeStalePidFiles } from "./docker-pid-files";
import type { Progress } from "./progress";
import { isDebianLike } from "./sources/debian";

/** Docker is not available, and the command cannot install or start it. The message explains what to do. */
export class DockerUnavailable extends UserError {
  constructor(message: string) {
    super(message);
    this.name = "DockerUnavailable";
  }
}

export interface EngineFacts {
  /** Output of the failed `docker version`. */
  readonly output: string;
  readonly installed: boolean;
  readonly root: boolean;
  readonly debian: boolean;
  readonly systemd: boolean;
  readonly dockerHost: string | undefined;
}

export type EngineAction = { readonly do: "install-and-start" | "install" | "start" } | { readonly do: "tell"; readonly message: string };

const silentHost = (dockerHost: string): string =>
  `Docker at DOCKER_HOST=${dockerHost} does not respond. Start it there, or unset DOCKER_HOST to use Docker on this machine.`;

/** Decides what to do when Docker does not respond. */
export function engineAction({ output, installed, root, debian, systemd, dockerHost }: EngineFacts): EngineAction {
  const tell = (message: string): EngineAction => ({ do: "tell", message });
  if (installed && dockerHost !== undefined) return tell(silentHost(dockerHost));
  if (/permission denied/i.test(output))
    return tell(
      "Only root and the group docker have access to Docker. Run `sudo usermod -aG docker $USER`, log in again, and run this again.",
    );
  if (root && debian) return { do: installed ? "start" : dockerHost === undefined ? "install-and-start" : "install" };
  if (!installed && debian) return tell("Docker is not installed. Run `sudo apt-get install -y docker.io`, then run this again.");
  if (!installed) return tell("Docker is not installed. Install Docker Engine 20.10 or newer (or Docker Desktop), then run this again.");
  if (process.platform === "darwin") return tell("Docker does not respond. Run `open -a Docker`, then run this again.");
  return tell(
    `Docker does not respond. Run \`sudo ${systemd ? "systemctl start docker" : "sh -c 'dockerd >/var/log/dockerd.log 2>&1 &'"}\`, then run this again.`,
  );
}

const answers = (): Promise<boolean> => succeeds("docker", ["version", "--format", "{{.Server.Version}}"], { timeout: 15_000 });

/** Installs Debian packages on this machine. Requires root. */
export async function installPackages(packages: readonly string[], progress: Progress): Promise<void> {
  await progress.step({ what: `apt-get install ${packages.join(" ")}`, typicalSeconds: 40 }, async () => {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    const command = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
    // On a new machine, the package lists can be missing or out of date. If the installation fails, update the lists and try again.
    await run("apt-get", command, { env }).catch(async () => {
      await run("apt-get", ["update", "-qq"], { env });
      await run("apt-get", command, { env });
    });
  });
}

interface Started {
  readonly log: string;
  /** Returns the last line of the log if the daemon has ended. Undefined while the daemon runs, and always with systemd. */
  readonly ended: () => string | undefined;
}

function startDetached(root: string): Started {
  const log = path.join(root, "dockerd.log");
  mkdirSync(root, { recursive: true });
  removeStalePidFiles();
  const output = openSync(log, "a");
  const daemon = spawn("dockerd", [], { detached: true, stdio: ["ignore", output, output] });
  daemon.unref();
  return { log, ended: () => (daemon.exitCode === null ? undefined : readFileSync(log, "utf8").trim().split("\n").at(-1)) };
}

async function startWithSystemd(): Promise<Started> {
  await run("systemctl", ["enable", "--now", "docker"]);
  return { log: "`journalctl -u docker`", ended: () => undefined };
}

async function start(root: string, systemd: boolean, progress: Progress): Promise<void> {
  await progress.step({ what: "start Docker", typicalSeconds: 5 }, async () => {
    const { log, ended } = systemd ? await startWithSystemd() : startDetached(root);
    for (let second = 0; second < 60; second++) {
      if (await answers()) return;
      const reason = ended();
      if (reason !== undefined) throw new DockerUnavailable(`Docker stopped right after its start: ${reason}. See ${log}.`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new DockerUnavailable(`Docker was started but does not respond after 60 s. See ${log}.`);
  });
}

/**
 * Ensures that Docker responds. If it does not, and this process runs as root on Debian or a distribution derived from it, installs Docker
 * if it is missing, and starts it. Throws DockerUnavailable for any other user or distribution, if the daemon at `DOCKER_HOST` does not
 * respond, and if Docker does not respond within 60 s after its start.
 */
export async function ensureDocker(root: string, progress: Progress): Promise<void> {
  const output = await run("docker", ["version", "--format", "{{.Server.Version}}"], { timeout: 15_000 }).then(
    () => undefined,
    (error: unknown) => (error instanceof CommandFailed ? error.message : String(error)),
  );
  if (output === undefined) return;
  const systemd = existsSync("/run/systemd/system");
  const hasClient = await succeeds("docker", ["--version"]);
  const isRoot = process.getuid?.() === 0;
  const dockerHost = process.env["DOCKER_HOST"];
  const action = engineAction({
    output,
    installed: hasClient && (dockerHost !== undefined || !isRoot || !isDebianLike() || (await succeeds("dockerd", ["--version"]))),
    root: isRoot,
    debian: isDebianLike(),
    systemd,
    dockerHost,
  });
  if (action.do === "tell") throw new DockerUnavailable(action.message);
  if (action.do !== "start") {
    await installPackages(["docker.io"], progress);
    // Since Debian 13, the client is a separate package.
    if (!(await succeeds("docker", ["--version"]))) await installPackages(["docker-cli"], progress);
    if (await answers()) return;
    if (dockerHost !== undefined) throw new DockerUnavailable(silentHost(dockerHost));
  }
  await start(root, systemd, progress);
}

/**
 * Ensures that `debootstrap` is installed. Throws UserError if the user is not root, or if `debootstrap` is missing and the machine runs
 * neither Debian nor a distribution derived from it.
 */
export async function ensureDebootstrap(progress: Progress): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new UserError(
      "The Debian base image is built with debootstrap, which needs root. Run `sudo -E npm run supply` once; later runs do not need root.",
    );
  if (await succeeds("debootstrap", ["--version"])) return;
  if (!isDebianLike()) throw new UserError("debootstrap is not installed. Install the package debootstrap, then run this again.");
  await installPackages(["debootstrap"], progress);
}
