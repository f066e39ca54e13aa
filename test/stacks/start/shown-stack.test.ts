import { execFileSync } from "node:child_process";
import path from "node:path";

const file = path.join(__dirname, "../../../stacks/start/shown-stack.cjs");
const { printable } = jest.requireActual<{ printable: (stack: string) => string }>(file);

const stack = [
  "Error: no such file /srv/node_modules/x",
  "    at main (/srv/index.ts:35:35)",
  "    at Object.runProgram [as init] (/srv/node_modules/@pulumi/cmd/run/run.ts:579:20)",
  "    at Stack.initialize (/srv/node_modules/@pulumi/resource.ts:1598:22)",
  "    at /srv/node_modules/semver.js:3:1",
].join("\n");

test("stack frames of files in node_modules are removed from an error, and its message stays unchanged", () => {
  expect(printable(stack).split("\n")).toEqual(stack.split("\n").slice(0, 3));
});

test("Node prints only the remaining stack frames", () => {
  const script = `const { printable } = require(${JSON.stringify(file)});
    console.log(require("node:util").inspect(Object.assign(new Error("x"), { stack: printable(${JSON.stringify(stack)}) }), { colors: true }));`;
  const shown = execFileSync(process.execPath, ["--max-old-space-size=200", "-e", script], { encoding: "utf8", timeout: 30_000 });
  expect(shown).toContain("at main (/srv/index.ts:35:35)");
});
