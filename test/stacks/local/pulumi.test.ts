import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pulumi } from "../../../stacks/local/pulumi";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pulumi-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Runs a shell script in place of the Pulumi CLI. `lines` are the lines of output that `pulumi` passes to its callback. `result` is the
 * script's stdout, or the error if the script fails.
 */
async function run(script: string): Promise<{ lines: string[]; result: unknown }> {
  const bin = path.join(folder, "pulumi");
  writeFileSync(bin, `#!/bin/sh\n${script}\n`);
  chmodSync(bin, 0o755);
  const lines: string[] = [];
  const result = await pulumi({ root: folder, bin, env: {} }, ["up"], (line) => lines.push(line)).catch((error: unknown) => error);
  return { lines, result };
}

it("every line is passed on, and so is a last line without a line break", async () => {
  expect(await run("printf 'one\\ntwo'; printf 'three' >&2")).toEqual({ lines: ["one", "two", "three"], result: "one\ntwo" });
  expect((await run("printf 'one\\n'")).lines).toEqual(["one"]);
});

it("a character that arrives in two parts is not damaged", async () => {
  const { lines } = await run("printf 'caf\\303'; sleep 0.2; printf '\\251\\n'");
  expect(lines).toEqual(["café"]);
});

it("the last line of a failed run is passed on before the error", async () => {
  const { lines, result } = await run("printf 'error: it broke'; exit 1");
  expect(lines).toEqual(["error: it broke"]);
  expect(String(result)).toContain("`pulumi up` failed:\nerror: it broke");
});
