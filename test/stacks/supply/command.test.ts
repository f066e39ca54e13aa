import { run } from "../../../stacks/supply/command";

/** A shell script that ignores SIGTERM, and starts a child process that also ignores SIGTERM and keeps stdout open. */
const stubborn = ["-c", "trap '' TERM; (trap '' TERM; while :; do sleep 0.1; done) & echo started; while :; do sleep 0.1; done"];

test("a command that ignores SIGTERM after its timeout is killed with its children", async () => {
  await expect(run("sh", stubborn, { timeout: 300, grace: 200 })).rejects.toThrow(/^`sh .*` timed out after 0\.3 s:\n {4}started$/s);
});

test("a command that ends at SIGTERM is not killed", async () => {
  const ends = ["-c", "trap 'echo tidied; exit 3' TERM; while :; do sleep 0.1; done"];
  await expect(run("sh", ends, { timeout: 300, grace: 60_000 })).rejects.toThrow(/timed out after 0\.3 s:(?:.*\n)*? {4}tidied$/);
});
