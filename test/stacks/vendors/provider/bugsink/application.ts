import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Cleanup } from "../../../../exporters/contracts/recorder/harness/cleanup";
import { freePort, loopback } from "../../../../support/free-port";
import { start } from "../../../../exporters/contracts/recorder/harness/process";

const apps = path.join(__dirname, "apps");

/** The kind of application: Node.js with `@sentry/node`, or Python with `sentry-sdk`. */
export type Kind = "node" | "python";

/** Starts an application whose `.env` file is `fragment`. Returns the application's URL. `python` is an interpreter with FastAPI. */
export async function startApplication(cleanup: Cleanup, kind: Kind, python: string, fragment: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "sentry-app-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, ".env");
  await writeFile(file, fragment);
  const port = await freePort();
  const [command, args] =
    kind === "node"
      ? [process.execPath, [`--env-file=${file}`, "--import", "tsx", path.join(apps, "node-app.ts")]]
      : [
          python,
          [
            "-m",
            "uvicorn",
            "--env-file",
            file,
            "--app-dir",
            apps,
            "--host",
            loopback,
            "--port",
            String(port),
            "--log-level",
            "error",
            "python_app:app",
          ],
        ];
  const url = `http://${loopback}:${port}`;
  await start(cleanup, `the ${kind} application`, command, args, { ready: `${url}/ready`, env: { PORT: String(port) } });
  return url;
}
