import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../config/errors";
import { CommandFailed, run, succeeds } from "./command";
import { removeStalePidFiles } from "./docker-pid-files";
import type { Progress } from "./progress";
import { isDebianLike } from "./sources/debian";

/** Docker is not there and cannot be brought here by this program; the message is what to do. */
export class DockerUnavailable extends UserError {
  constructor(message: string) {
    super(message);
    this.name = "DockerUnavailable";
  }
}

export interface EngineFacts {
  /** What `docker version` said when it failed. */
  readonly output: string;
  readonly installed: boolean;
  readonly root: boolean;
  readonly debian: boolean;
  readonly systemd: boolean;
  readonly dockerHost: string | undefined;
}

export type EngineAction = { readonly do: "install-and-start" | "start" } | { readonly do: "tell"; readonly message: string };

/** What to do about a Docker that does not answer. */
export function engineAction({ output, installed, root, debian, systemd, dockerHost }: EngineFacts): EngineAction {
  const tell = (message: string): EngineAction => ({ do: "tell", message });
  if (installed && dockerHost !== undefined)
    return tell(`Docker at DOCKER_HOST=${dockerHost} does not answer. Start it there, or unset DOCKER_HOST to use this machine's.`);
  if (/permission denied/i.test(output))
    return tell(
      "Docker answers only to root and to the group docker. Run `sudo usermod -aG docker $USER`, log in again, and run this once more.",
    );
  if (root && debian) return { do: installed ? "start" : "install-and-start" };
  if (!installed && debian) return tell("Docker is not installed. Run `sudo apt-get install -y docker.io`, and run this once more.");
  if (!installed) return tell("Docker is not installed. Install Docker Engine 20.10 or newer (or Docker Desktop), and run this once more.");
  if (process.platform === "darwin") return tell("Docker does not answer. Run `open -a Docker`, and run this once more.");
  return tell(
    `Docker does not answer. Run \`sudo ${systemd ? "systemctl start docker" : "sh -c 'dockerd >/var/log/dockerd.log 2>&1 &'"}\`, and run this once more.`,
  );
}

const answers = (): Promise<boolean> => succeeds("docker", ["version", "--format", "{{.Server.Version}}"], { timeout: 15_000 });

/** Installs Debian packages on this machine. Needs root. */
export async function installPackages(packages: readonly string[], progress: Progress): Promise<void> {
  await progress.step({ what: `apt-get install ${packages.join(" ")}`, typicalSeconds: 40 }, async () => {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    const command = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
    // The lists of a fresh machine may be missing or old.
    await run("apt-get", command, { env }).catch(async () => {
      await run("apt-get", ["update", "-qq"], { env });
      await run("apt-get", command, { env });
    });
  });
}

interface Started {
  readonly log: string;
  /** Why the daemon has ended; `undefined` while it runs. */
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
      if (reason !== undefined) throw new DockerUnavailable(`Docker was started and ended at once: ${reason}. More is in ${log}.`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new DockerUnavailable(`Docker was started and does not answer after 60 s. Its reason is in ${log}.`);
  });
}

/** Makes sure that Docker answers: as root on Debian it is installed and started when it must be, else the error is the one command to run. */
export async function ensureDocker(root: string, progress: Progress): Promise<void> {
  const output = await run("docker", ["version", "--format", "{{.Server.Version}}"], { timeout: 15_000 }).then(
    () => undefined,
    (error: unknown) => (error instanceof CommandFailed ? error.message : String(error)),
  );
  if (output === undefined) return;
  const systemd = existsSync("/run/systemd/system");
  const hasClient = await succeeds("docker", ["--version"]);
  const isRoot = process.getuid?.() === 0;
  const action = engineAction({
    output,
    installed: hasClient && (!isRoot || !isDebianLike() || (await succeeds("dockerd", ["--version"]))),
    root: isRoot,
    debian: isDebianLike(),
    systemd,
    dockerHost: process.env["DOCKER_HOST"],
  });
  if (action.do === "tell") throw new DockerUnavailable(action.message);
  if (action.do === "install-and-start") {
    await installPackages(["docker.io"], progress);
    // From Debian 13 on the client is a package of its own.
    if (!(await succeeds("docker", ["--version"]))) await installPackages(["docker-cli"], progress);
    if (await answers()) return;
  }
  await start(root, systemd, progress);
}

/** Makes sure that `debootstrap` is there. */
export async function ensureDebootstrap(progress: Progress): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new UserError(
      "The Debian base image is made by debootstrap, which needs root: run `sudo -E npm run supply` once; later runs need no root.",
    );
  if (await succeeds("debootstrap", ["--version"])) return;
  if (!isDebianLike()) throw new UserError("debootstrap is not installed. Install the package debootstrap, and run this once more.");
  await installPackages(["debootstrap"], progress);
}
