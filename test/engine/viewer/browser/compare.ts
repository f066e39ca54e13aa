import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Pair } from "../visits";

/** The packages are the viewer's, so that `npm ci` in the repository's root stays small. */
const viewer = createRequire(path.resolve(__dirname, "../../../../dashboards/viewer/package.json"));

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}
interface Png {
  new (size: { readonly width: number; readonly height: number }): Picture;
  readonly sync: { readonly read: (content: Buffer) => Picture };
  readonly bitblt: (from: Picture, to: Picture, x: number, y: number, width: number, height: number, toX: number, toY: number) => void;
}
type Pixelmatch = (a: Buffer, b: Buffer, out: undefined, width: number, height: number, options: { readonly threshold: number }) => number;

const { PNG } = viewer("pngjs") as { readonly PNG: Png };
const pictures = new Map<string, Picture>();

function pictureOf(file: string): Picture {
  const known = pictures.get(file) ?? PNG.sync.read(readFileSync(file));
  pictures.set(file, known);
  return known;
}

/** Returns the part of a picture. Throws if the part is not inside of it. */
function part(file: string, { x, y, width, height }: Pair["box"]): Picture {
  const cut = new PNG({ width: Math.floor(width), height: Math.floor(height) });
  PNG.bitblt(pictureOf(file), cut, Math.ceil(x), Math.ceil(y), cut.width, cut.height, 0, 0);
  return cut;
}

async function main(): Promise<void> {
  const { pairs } = JSON.parse(readFileSync(0, "utf8")) as { readonly pairs: readonly Pair[] };
  const { default: pixelmatch } = (await import(pathToFileURL(viewer.resolve("pixelmatch")).href)) as { readonly default: Pixelmatch };
  const found = pairs.map(({ first, second, box }) => {
    const [a, b] = [part(first, box), part(second, box)];
    return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 });
  });
  process.stdout.write(JSON.stringify(found));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
