import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../../stacks/config/errors";
import { commands, type ServerName } from "./commands";
import type { Layout } from "./layout";

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });

/**
 * The programs of one test cluster. `stop()` kills them. A guard process kills them if this process exits without `stop()`, even if this
 * process is killed.
 */
export class Servers {
  private readonly running = new Map<ServerName, Running>();
  private readonly guard: ChildProcess;
  private readonly guardEnded: Promise<void>;
  private stopping = false;

  constructor(private readonly layout: Layout) {
    this.guard = spawn("/bin/sh", [path.join(__dirname, "guard.sh"), layout.folder], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    this.guard.stdin?.on("error", () => undefined);
    this.guardEnded = endOf(this.guard);
    this.guard.unref();
  }

  /** Process IDs by server. */
  get pids(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.running].flatMap(([name, { child }]) => (child.pid === undefined ? [] : [[name, child.pid]])));
  }

  /** Starts a server in a separate session, so that Ctrl-C reaches only this process. The server's output goes to `<name>.log`. */
  start(name: ServerName, binary: string): void {
    const { folder, file } = this.layout;
    const log = openSync(file(`${name}.log`), "a", 0o600);
    const child = spawn(binary, commands[name](this.layout), {
      cwd: folder,
      // A minimal environment: no KUBECONFIG, no proxy, no ETCD_* variables.
      env: { PATH: process.env["PATH"] ?? "", HOME: folder },
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    if (child.pid !== undefined) this.guard.stdin?.write(`${child.pid}\n`);
    child.unref();
    this.running.set(name, { child, ended: endOf(child) });
  }

  /** Waits until `ready` returns true. Throws UserError with the end of the log if a server exits first or `seconds` have passed. */
  async until(what: string, ready: () => Promise<boolean>, seconds = 120): Promise<void> {
    const latest = Date.now() + seconds * 1000;
    while (!(await ready())) {
      for (const [name, { child }] of this.running)
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
          throw new UserError(`${name} of the test cluster ended before ${what}:\n${this.tail(name)}`);
      if (Date.now() > latest)
        throw new UserError(
          `The test cluster: ${what} not within ${seconds} s. Its servers said last:\n${[...this.running.keys()].map((name) => `${name}:\n${this.tail(name, 4)}`).join("\n")}`,
        );
      await sleep(100);
    }
  }

  private tail(name: ServerName, lines = 12): string {
    return readFileSync(this.layout.file(`${name}.log`), "utf8")
      .trim()
      .split("\n")
      .slice(-lines)
      .map((line) => `  ${line}`)
      .join("\n");
  }

  /** Kills every server and removes the folder. */
  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    // Until now, the guard and the servers did not keep this process alive. From now on they must, until they exit.
    this.guard.ref();
    for (const { child } of this.running.values()) {
      child.ref();
      child.kill("SIGKILL");
    }
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
    rmSync(this.layout.folder, { recursive: true, force: true });
    this.guard.stdin?.end();
    await this.guardEnded;
  }
}
