import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Place } from "../visits";

/** Loads packages from the viewer's folder. They are not installed in the repository's root, so that `npm ci` there stays small. */
export const viewerPackages = createRequire(path.resolve(__dirname, "../../../../dashboards/viewer/package.json"));

/** A picture with four bytes per pixel: red, green, blue and opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}
interface Png {
  new (size: { readonly width: number; readonly height: number }): Picture;
  readonly sync: { readonly read: (content: Buffer) => Picture };
  readonly bitblt: (from: Picture, to: Picture, x: number, y: number, width: number, height: number, toX: number, toY: number) => void;
}

const { PNG } = viewerPackages("pngjs") as { readonly PNG: Png };
const pictures = new Map<string, Picture>();

function pictureOf(file: string): Picture {
  const known = pictures.get(file) ?? PNG.sync.read(readFileSync(file));
  pictures.set(file, known);
  return known;
}

/** Returns the part of a picture. Throws if the part is not inside the picture. */
export function part({ file, box: { x, y, width, height } }: Place): Picture {
  const cut = new PNG({ width: Math.floor(width), height: Math.floor(height) });
  PNG.bitblt(pictureOf(file), cut, Math.ceil(x), Math.ceil(y), cut.width, cut.height, 0, 0);
  return cut;
}
