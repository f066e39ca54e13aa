import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { ScenarioName } from "./scenarios";

/**
 * Sends a scenario, with further environment variables, from a separate process, because the OpenTelemetry SDK does not load inside Jest.
 * Returns the IDs of the scenario's traces.
 */
export async function send(scenario: ScenarioName, otlp: string, env: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const root = path.resolve(__dirname, "../../..");
  const program = path.join(root, "node_modules/.bin/tsx");
  const { stdout, stderr } = await promisify(execFile)(program, [path.join(__dirname, "scenarios.ts"), scenario, otlp], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  if (stdout === "") throw new Error(`nothing was sent: ${stderr}`);
  return JSON.parse(stdout) as string[];
}
