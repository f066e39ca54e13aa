import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build as bundle, type Plugin } from "esbuild";
import { noticesOf } from "./notices";

/** Large packages that `@grafana/ui` imports but the page does not use: editors, maps, error reports, and React's server rendering. */
const unused = [/^monaco-editor/, /^@monaco-editor\//, /^ol($|\/)/, /^slate/, /^@grafana\/faro/, /^react-dom\/server/, /^@grafana\/slate/];

const withoutUnused: Plugin = {
  name: "without-unused",
  setup(build) {
    const filter = new RegExp(unused.map(({ source }) => source).join("|"));
    build.onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: "unused" }));
    build.onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};", loader: "js" }));
  },
};

/** Maps the fonts that `@grafana/ui` requests to the files of the font packages. */
const fonts: Readonly<Record<string, string>> = {
  "inter/Inter-Regular.woff2": "@fontsource/inter/files/inter-latin-400-normal.woff2",
  "inter/Inter-Medium.woff2": "@fontsource/inter/files/inter-latin-500-normal.woff2",
  "inter/Inter-Italic.woff2": "@fontsource/inter/files/inter-latin-400-italic.woff2",
  "inter/Inter-MediumItalic.woff2": "@fontsource/inter/files/inter-latin-500-italic.woff2",
  "roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2":
    "@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2",
};

/** Code that runs before all modules. Sets the path of icons and fonts. Stops zod from generating code, which the page's CSP forbids. */
const banner = `globalThis.__zod_globalConfig ??= { jitless: true }; window.__grafana_public_path__ = "/public/";`;

function copyStatic(folder: string, target: string): void {
  const modules = path.join(folder, "node_modules");
  for (const [name, file] of Object.entries(fonts)) cpSync(path.join(modules, file), path.join(target, "public/fonts", name));
  const icons = path.join(target, "public/build/img/icons");
  cpSync(path.join(modules, "@grafana/ui/dist/public/img/icons"), icons, { recursive: true });
  // Icons that `@grafana/ui` refers to but does not contain.
  for (const file of readdirSync(path.join(folder, "page/icons")))
    cpSync(path.join(folder, "page/icons", file), path.join(icons, "unicons", file));
  for (const file of ["index.html", "icon.svg"]) cpSync(path.join(folder, "page", file), path.join(target, file));
}

/** Builds the page and replaces the folder `target`. Throws an Error for an error in the code or a licence that is not allowed. */
export async function buildPage(folder: string, target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const { metafile } = await bundle({
    absWorkingDir: folder,
    entryPoints: { main: "page/main.tsx" },
    outdir: target,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    minify: true,
    metafile: true,
    chunkNames: "chunks/[name]-[hash]",
    banner: { js: banner },
    define: { global: "window", "process.env.NODE_ENV": '"production"' },
    // The default entry of moment-timezone is much larger, because it contains time zone data for all years.
    alias: { "moment-timezone": "moment-timezone/builds/moment-timezone-with-data-10-year-range.js" },
    loader: { ".svg": "dataurl", ".woff2": "file" },
    plugins: [withoutUnused],
    logLevel: "silent",
  });
  copyStatic(folder, target);
  const files = [...Object.keys(metafile.inputs), ...Object.values(fonts).map((file) => `node_modules/${file}`)];
  writeFileSync(
    path.join(target, "notices.txt"),
    noticesOf(files.filter((file) => !file.startsWith("unused:")).map((file) => path.resolve(folder, file))),
  );
}
