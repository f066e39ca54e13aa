import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { run } from "../command";
import { withLock } from "../lock";
import { modulesFolder } from "../paths";
import type { GoSource } from "../tool";
import type { SourceContext } from "./context";
import { toolchain } from "./toolchain";

const moduleFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(go|mod|sum)$/.test(name) && !name.endsWith("_test.go"))
    .sort();

/** Arguments of `go build` and `go list` that select the source files. */
const choice = (source: GoSource): string[] => (source.tags === undefined ? [] : ["-tags", source.tags]);

/** Flags for the linker: they omit the symbol table and the debug information, and set the variables from the table of tools. */
export function linkerFlags(source: GoSource): string {
  const values = Object.entries(source.set ?? {}).map(([variable, value]) => `-X ${variable}=${value}`);
  return ["-s", "-w", ...values].join(" ");
}

/** Hash of the module's files, without tests, and of the import path, the binary's name, the build tags and the linker flags. */
export function goRecipe(source: GoSource): string {
  const folder = path.join(modulesFolder, source.module);
  const hash = createHash("sha256").update(JSON.stringify([source.program, source.binary, source.tags, linkerFlags(source)]));
  for (const name of moduleFiles(folder)) hash.update(`\0${name}\0`).update(readFileSync(path.join(folder, name)));
  return hash.digest("hex");
}

/** Builds a tool into `folder/bin`. Only one build runs at a time, because each uses all cores. Go's cache makes a retry fast. */
export async function makeFromGo(source: GoSource, folder: string, context: SourceContext): Promise<void> {
  const { go, env } = await toolchain(context);
  const target = path.join(folder, "bin", source.binary);
  await mkdir(path.dirname(target));
  // The linker omits the debug information anyway, and the compiler is 8 % faster without this information.
  const args = [
    "build",
    "-trimpath",
    "-gcflags=all=-dwarf=false",
    ...choice(source),
    "-ldflags",
    linkerFlags(source),
    "-o",
    target,
    source.program,
  ];
  await withLock(path.join(context.root, "locks", "go-build"), () => run(go, args, { cwd: path.join(modulesFolder, source.module), env }));
}

/** Downloads the modules of later builds while another build runs. Ignores failed downloads, because the later build reports them. */
export async function prefetch(sources: readonly GoSource[], context: SourceContext): Promise<void> {
  const { go, env } = await toolchain(context);
  for (const source of sources) {
    const args = ["list", "-deps", "-f", "", ...choice(source), source.program];
    await run(go, args, { cwd: path.join(modulesFolder, source.module), env }).catch(() => undefined);
  }
}
