import { spawnSync } from "node:child_process";
import path from "node:path";
import { cacheRoot, modulesFolder } from "../../stacks/supply/paths";
import { Progress } from "../../stacks/supply/progress";
import { toolchain } from "../../stacks/supply/sources/toolchain";

test("the gateway's custom connector passes its Go tests", async () => {
  const { go, env } = await toolchain({ root: cacheRoot(), progress: new Progress() });
  const run = spawnSync(go, ["test", "-trimpath", "-gcflags=all=-dwarf=false", "-count=1", "-v", "./servicegraph"], {
    cwd: path.join(modulesFolder, "otelcol"),
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  expect(`${run.stdout}${run.stderr}`).toMatch(/^ok\s+monitoring-as-code\/supply\/otelcol\/servicegraph/m);
  const passed = run.stdout.match(/^--- PASS: /gm) ?? [];
  expect(passed.length).toBeGreaterThanOrEqual(14);
  expect(run.status).toBe(0);
}, 600_000);
