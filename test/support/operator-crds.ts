import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { run } from "../../stacks/supply/command";
import { cacheRoot } from "../../stacks/supply/paths";
import { Progress } from "../../stacks/supply/progress";
import { toolchain } from "../../stacks/supply/sources/toolchain";

const modulePath = "github.com/prometheus-operator/prometheus-operator";
/** The Operator whose API our objects are tried against: the newest whose module is served. */
export const operatorVersion = "v0.85.0";
/** What Go says the module's content is; the checksum database does not know every module. */
const sum = "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=";

/** The definitions of the Operator's own API, out of its Go module. Go's module cache keeps them. Throws when the module is another one. */
export async function operatorDefinitions(): Promise<object[]> {
  const { go, env } = await toolchain({ root: cacheRoot(), progress: new Progress() });
  const output = await run(go, ["mod", "download", "-json", `${modulePath}@${operatorVersion}`], {
    env: { ...env, GONOSUMDB: modulePath },
  });
  const { Dir, Sum } = JSON.parse(output) as { Dir: string; Sum: string };
  if (Sum !== sum) throw new Error(`${modulePath}@${operatorVersion} has the sum ${Sum}; ${sum} is known.`);
  const folder = path.join(Dir, "example/prometheus-operator-crd");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => parse(readFileSync(path.join(folder, file), "utf8")) as object);
}
