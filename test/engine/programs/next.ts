import { cp, symlink } from "node:fs/promises";
import path from "node:path";
import { run } from "../../../stacks/supply/command";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../../exporters/contracts/recorder/harness/context";
import { installed } from "../../exporters/contracts/recorder/harness/packages";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { docBlock } from "../../support/doc-blocks";
import { freePort, loopback } from "../../support/free-port";

const source = path.join(__dirname, "next");
/**
 * Builds the Next.js application with the documented code for Sentry and OpenTelemetry, and starts it in production mode. `fragment` is the
 * rendered `.env` file of its Sentry project. Returns its URL.
 */
export async function startNext(cleanup: Cleanup, fragment: string, env: Readonly<Record<string, string>>): Promise<string> {
  const folder = await folderOf(cleanup, {
    ".env": fragment,
    "metrics.mjs": docBlock("docs/telemetry-from-outside.md", "// metrics.mjs"),
    "instrumentation.mjs": docBlock("docs/sentry.md", "// instrumentation.ts"),
    "sentry.server.config.mjs": docBlock("docs/sentry.md", "// sentry.server.config.ts"),
  });
  await cp(source, folder, { recursive: true });
  await symlink(await installed(source), path.join(folder, "node_modules"));
  const next = path.join(folder, "node_modules/next/dist/bin/next");
  const quiet = { NEXT_TELEMETRY_DISABLED: "1" };
  await run(process.execPath, [next, "build", "--webpack"], { cwd: folder, env: quiet, timeout: 300_000 });
  const port = await freePort();
  const url = `http://${loopback}:${port}`;
  await start(cleanup, "Next.js", process.execPath, [next, "start", "--hostname", loopback, "--port", String(port)], {
    ready: `${url}/api/trades/1`,
    cwd: folder,
    env: { ...quiet, ...env },
  });
  return url;
}
