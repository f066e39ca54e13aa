"use strict";
// The program as Node runs it: index.ts and everything it imports, bundled by esbuild. The bundle is kept and made again when one of its
// sources changed. Only the Pulumi SDK stays outside of it: its modules are those that the language host has loaded already.
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { printable } = require("./shown-stack.cjs");

const root = path.dirname(__dirname);
const folder = path.join(root, "node_modules", ".cache", "monitoring");
const bundle = path.join(folder, "program.cjs");
const manifest = path.join(folder, "program.json");

/** Size and time of a source, as far as they tell that it is still the same. */
function stamp(file) {
  const { mtimeMs, size } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: -1 };
  return `${mtimeMs}:${size}`;
}

// Packages change with the lock file only, so their files need not be looked at one by one.
const alsoSources = ["package-lock.json", "stacks/entry.cjs", "tsconfig.json"];

/** The hash of the bundle that may be used as it is; undefined when it must be made. */
function fresh() {
  if (!existsSync(bundle) || !existsSync(manifest)) return undefined;
  try {
    const { sources, sha256 } = JSON.parse(readFileSync(manifest, "utf8"));
    if (!Object.entries(sources).every(([file, known]) => stamp(file) === known)) return undefined;
    return createHash("sha256").update(readFileSync(bundle)).digest("hex") === sha256 ? sha256 : undefined;
  } catch {
    return undefined;
  }
}

function compile() {
  const { buildSync } = require("esbuild");
  // Stamped before the build: a source that is saved meanwhile is compiled again next time.
  const before = Date.now();
  const { metafile, outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ["index.ts"],
    outfile: bundle,
    write: false,
    metafile: true,
    bundle: true,
    alias: { "@pulumi/pulumi/runtime": "./stacks/pulumi-slim-runtime.cjs", "@pulumi/pulumi": "./stacks/pulumi-slim.cjs" },
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
  });
  const [map, { contents: code }] = outputFiles;
  const files = [...Object.keys(metafile.inputs).filter((file) => !file.startsWith("node_modules/")), ...alsoSources];
  const changedSince = (file) => (statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0) > before;
  const sources = Object.fromEntries(files.map((file) => [file, changedSince(file) ? "changed" : stamp(file)]));
  mkdirSync(folder, { recursive: true });
  replace(`${bundle}.map`, map.contents);
  replace(bundle, code);
  const sha256 = createHash("sha256").update(code).digest("hex");
  replace(manifest, JSON.stringify({ sha256, sources }));
  return sha256;
}

function replace(file, content) {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

process.env.MONITORING_PROGRAM = fresh() ?? compile();
process.env.MONITORING_ROOT = root;

// The SDK reads the stack of every promise it makes, and the language host has each mapped to its source: more than half of the program's
// time. So a stack is only a message until there is an error to be shown; one that nobody read before is then made and mapped as usual.
const mapped = Error.prepareStackTrace;
Error.prepareStackTrace = String;
const showStacks = () => {
  Error.prepareStackTrace = mapped && ((error, frames) => printable(String(mapped(error, frames))));
};
process.prependListener("uncaughtException", showStacks);
process.prependListener("unhandledRejection", showStacks);
const program = require(bundle);
module.exports = async () => {
  try {
    return await program();
  } catch (error) {
    showStacks();
    void error?.stack;
    throw error;
  }
};
