"use strict";
// Compiles TypeScript for Node: esbuild bundles an entry file and everything that it imports. Reuses the bundle until one of its sources
// changes.
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { createRequire, Module } = require("node:module");
const path = require("node:path");
const { Script } = require("node:vm");

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, "node_modules", ".cache", "monitoring");

/** Size and modification time of a source file. A different stamp means that the file has changed. */
function stamp(file) {
  const { mtimeMs, size } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: -1 };
  return `${mtimeMs}:${size}`;
}

// Packages change only together with the lock file, so the files in node_modules are not checked.
const alsoSources = ["package-lock.json", "stacks/start/bundle.cjs", "stacks/start/entry.cjs", "tsconfig.json"];

/** The hash of the bundle if it is up to date; undefined if it must be built. */
function fresh(bundle, manifest) {
  if (!existsSync(bundle) || !existsSync(manifest)) return undefined;
  try {
    const { sources, sha256 } = JSON.parse(readFileSync(manifest, "utf8"));
    if (!Object.entries(sources).every(([file, known]) => stamp(file) === known)) return undefined;
    return createHash("sha256").update(readFileSync(bundle)).digest("hex") === sha256 ? sha256 : undefined;
  } catch {
    return undefined;
  }
}

function compile(entry, bundle, manifest, options) {
  const { buildSync } = require("esbuild");
  // A source that is saved during the build gets no valid stamp, so the next run compiles it again.
  const before = Date.now();
  const { metafile, outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    write: false,
    metafile: true,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
    ...options,
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

/** Builds the bundle of an entry file unless it is up to date. Returns the bundle's path and hash. `options` are esbuild's options. */
exports.bundleOf = ({ name, entry, options = {} }) => {
  const file = path.join(folder, `${name}.cjs`);
  const manifest = path.join(folder, `${name}.json`);
  return { file, sha256: fresh(file, manifest) ?? compile(entry, file, manifest, options) };
};

/** Loads a bundle and returns its exports. Keeps V8's code cache next to the bundle, which halves the loading time. */
exports.load = ({ file, sha256 }) => {
  const kept = `${file}.${sha256.slice(0, 12)}.v8`;
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  const script = new Script(Module.wrap(readFileSync(file, "utf8")), { filename: file, ...(cachedData && { cachedData }) });
  // Write the code cache at exit, so that it includes functions that are compiled during the run. Other versions of Node reject the cache.
  if (cachedData === undefined || script.cachedDataRejected) process.once("exit", () => keep(script, kept));
  const module = new Module(file);
  module.filename = file;
  script.runInThisContext()(module.exports, createRequire(file), module, file, folder);
  return module.exports;
};

function keep(script, kept) {
  try {
    const [bundle] = path.basename(kept).split(".cjs");
    for (const old of readdirSync(folder).filter((name) => name.startsWith(`${bundle}.cjs.`) && name.endsWith(".v8")))
      rmSync(path.join(folder, old), { force: true });
    replace(kept, script.createCachedData());
  } catch {
    // Ignore the error. Without the cache, the next run is only slower.
  }
}
exports.root = root;
