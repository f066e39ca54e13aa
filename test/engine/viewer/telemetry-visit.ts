import { spawn } from "node:child_process";
import path from "node:path";

/**
 * Opens a page in Chromium, clicks its buttons `slow` and `broken`, and leaves the page. Returns the messages of the page's console as
 * JSON. Rejects if the page cannot be opened or a button is missing.
 */
export function visitWithClicks(chromium: string, url: string): Promise<string> {
  const program = path.resolve(__dirname, "../../../node_modules/.bin/tsx");
  const child = spawn(program, [path.join(__dirname, "browser/telemetry.ts")], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify({ chromium, url }));
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => child.once("close", (code) => (code === 0 ? resolve(out) : reject(new Error(err)))));
}
