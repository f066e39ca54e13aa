import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { run } from "../../stacks/supply/command";
import { cacheRoot } from "../../stacks/supply/paths";
import { Progress } from "../../stacks/supply/progress";
import { toolchain } from "../../stacks/supply/sources/toolchain";

const modulePath = "github.com/prometheus-operator/prometheus-operator";
/** Version of the Prometheus Operator whose custom resource definitions validate the objects of this project. */
export const operatorVersion = "v0.85.0";
/** Go's checksum of the module. It is pinned here, because the checksum database does not contain every module. */
const sum = "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=";

/** Reads the Operator's custom resource definitions from its Go module in Go's module cache. Throws if the checksum differs. */
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
