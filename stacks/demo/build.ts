import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** Docker build context for the demo's image. */
export interface DemoContext {
  readonly contextDir: string;
  /** Path of the Dockerfile, which is in `contextDir`. It needs the build argument `BASE`: an image with Node 20 or newer. */
  readonly dockerfile: string;
  /** SHA-256 of all inputs of the image except the base image. Equal sources give an equal hash. */
  readonly contentHash: string;
}

/** The container's first argument selects the program. Health checks run `app.js health <port>`: the image has no other HTTP client. */
const dockerfile = `ARG BASE
FROM \${BASE}
COPY app.js telemetry.js /app/
ENV NODE_ENV=production
USER 65534:65534
WORKDIR /tmp
ENTRYPOINT ["node", "/app/app.js"]
`;

/** Bundles the demo's programs into `outDir`. Replaces files atomically, and only if they changed. */
export async function buildDemoContext(outDir: string, sourceDir: string = __dirname): Promise<DemoContext> {
  const contextDir = resolve(outDir);
  const { outputFiles } = await build({
    entryPoints: ["app/main.ts"],
    // Paths are relative to this folder, so that the bundle does not depend on the location of the repository.
    absWorkingDir: resolve(sourceDir),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // These optional native dependencies are not needed.
    external: ["msgpackr-extract", "pg-native"],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "error",
    write: false,
    outfile: "app.js",
    tsconfigRaw: {},
  });
  const bundle = outputFiles[0]?.text;
  if (bundle === undefined) throw new Error("esbuild wrote no bundle for the demo");
  await mkdir(contextDir, { recursive: true });
  const script = await readFile(resolve(sourceDir, "app/storefront/telemetry.js"), "utf8");
  await replace(join(contextDir, "app.js"), bundle);
  await replace(join(contextDir, "telemetry.js"), script);
  await replace(join(contextDir, "Dockerfile"), dockerfile);
  const contentHash = createHash("sha256").update(dockerfile).update("\0").update(bundle).update("\0").update(script).digest("hex");
  return { contextDir, dockerfile: join(contextDir, "Dockerfile"), contentHash };
}

async function replace(path: string, content: string): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => undefined);
  if (before === content) return;
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  // The image's user must be able to read the file, regardless of the umask.
  await chmod(temporary, 0o644);
  await rename(temporary, path);
}
