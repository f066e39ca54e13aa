"use strict";
// TypeScript as Node runs it: an entry file and everything it imports, bundled by esbuild. The bundle is kept and made again when one of its
// sources changed.
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { createRequire, Module } = require("node:module");
const path = require("node:path");
const { Script } = require("node:vm");

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, "node_modules", ".cache", "monitoring");

/** Size and time of a source, as far as they tell that it is still the same. */
function stamp(file) {
  const { mtimeMs, size } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: -1 };
  return `${mtimeMs}:${size}`;
}

// Packages change with the lock file only, so their files need not be looked at one by one.
const alsoSources = ["package-lock.json", "stacks/start/bundle.cjs", "stacks/start/entry.cjs", "tsconfig.json"];

/** The hash of the bundle that may be used as it is; undefined when it must be made. */
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
  // Stamped before the build: a source that is saved meanwhile is compiled again next time.
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

/** The bundle of an entry file: where it is, and its hash. `options` are esbuild's. */
exports.bundleOf = ({ name, entry, options = {} }) => {
  const file = path.join(folder, `${name}.cjs`);
  const manifest = path.join(folder, `${name}.json`);
  return { file, sha256: fresh(file, manifest) ?? compile(entry, file, manifest, options) };
};

/** What a bundle exports. V8's compiled form is kept beside it, by the bundle's hash, and spares half of the time that loading takes. */
exports.load = ({ file, sha256 }) => {
  const kept = `${file}.${sha256.slice(0, 12)}.v8`;
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  const script = new Script(Module.wrap(readFileSync(file, "utf8")), { filename: file, ...(cachedData && { cachedData }) });
  // At the end, so that functions that were compiled on the way are in it. Another version of Node rejects what this one wrote.
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
    // Without it the next run is slower, and no worse.
  }
}
exports.root = root;
