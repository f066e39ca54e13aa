import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Pair } from "../visits";
import { part, viewerPackages } from "./png";

type Pixelmatch = (a: Buffer, b: Buffer, out: undefined, width: number, height: number, options: { readonly threshold: number }) => number;

async function main(): Promise<void> {
  const { pairs } = JSON.parse(readFileSync(0, "utf8")) as { readonly pairs: readonly Pair[] };
  const { default: pixelmatch } = (await import(pathToFileURL(viewerPackages.resolve("pixelmatch")).href)) as {
    readonly default: Pixelmatch;
  };
  const found = pairs.map(({ first, second, box }) => {
    const [a, b] = [part({ file: first, box }), part({ file: second, box })];
    return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 });
  });
  process.stdout.write(JSON.stringify(found));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
