import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { repo } from "../../support/sources";

const file = JSON.stringify(path.join(repo, "stacks/start/end-with-parent.cjs"));
/** A child process that ends only when its parent ends, and the parent process, which starts the child and prints the child's ID. */
const child = `require(${file}).endWithParent(); setInterval(() => undefined, 1000);`;
const parent = `const { pid } = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "ignore" });
console.log(pid); setInterval(() => undefined, 1000);`;

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("a program ends when its parent process ends, and not before", async () => {
  const started = spawn(process.execPath, ["-e", parent], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(started.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  try {
    await sleep(2500);
    expect(runs(pid)).toBe(true);
    started.kill("SIGKILL");
    await once(started, "exit");
    for (let tries = 0; tries < 100 && runs(pid); tries += 1) await sleep(100);
    expect(runs(pid)).toBe(false);
  } finally {
    started.kill("SIGKILL");
    if (runs(pid)) process.kill(pid, "SIGKILL");
  }
});
