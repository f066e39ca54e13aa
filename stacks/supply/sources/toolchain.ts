import path from "node:path";
import { UserError } from "../../config/errors";
import { install } from "../cache";
import { run } from "../command";
import type { SourceContext } from "./context";
import { unstable } from "./debian";

/** The oldest minor version of Go that can build the modules. `goPatch` is the oldest patch release of this version that can. */
export const goLine = "1.26";
const goPatch = 5;

/** Whether a Go release can build the modules. `output` is the output of `go version`. */
export function isNewEnough(output: string): boolean {
  const match = /\bgo1\.(\d+)(?:\.(\d+))?/.exec(output);
  if (match === null) return false;
  const line = Number(match[1]);
  const wanted = Number(goLine.split(".")[1]);
  return line > wanted || (line === wanted && Number(match[2] ?? 0) >= goPatch);
}

/** How to call `go`: its path and its environment variables. */
export interface Toolchain {
  readonly go: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Turns garbage collection off below 2 GiB of memory, because compiler processes run only for a short time. In a measurement, builds with
 * these settings used 4 to 11 % less CPU time (docs/decisions/0086).
 */
const memory = { GOGC: "off", GOMEMLIMIT: "2GiB" };
const fixed = { CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false", GOTOOLCHAIN: "local", GOWORK: "off", ...memory };

/** The machine's Go if it is new enough. Otherwise, Debian's Go, which is unpacked into the cache. */
export async function toolchain({ root, progress }: SourceContext): Promise<Toolchain> {
  const own = await run("go", ["version"], { env: fixed }).catch(() => "");
  if (isNewEnough(own)) return { go: "go", env: fixed };
  const entry = { kind: "debian", name: "go", version: goLine, recipe: "go-1" };
  const make = async (folder: string): Promise<void> => {
    await progress.step({ what: `Go ${goLine} from Debian`, typicalSeconds: 30 }, () =>
      unstable(root).unpack([`golang-${goLine}-go`, `golang-${goLine}-src`], folder),
    );
  };
  try {
    const goRoot = path.join(await install(root, { ...entry, make }), "usr/lib", `go-${goLine}`);
    return { go: path.join(goRoot, "bin/go"), env: { ...fixed, GOROOT: goRoot } };
  } catch (error) {
    const found = own === "" ? "no Go is installed" : `${own.trim()} is installed`;
    throw new UserError(
      `Go ${goLine}.${goPatch} or newer is required; ${found}, and Debian's could not be installed (${error instanceof Error ? error.message : String(error)}). Install Go ${goLine}.`,
    );
  }
}
