import { spawn } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { repo } from "../../support/sources";

const results = z.array(
  z.object({
    path: z.string(),
    /** From the start of the request until all panels have reported. */
    milliseconds: z.number(),
    late: z.string().nullable(),
    panels: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        state: z.enum(["drawn", "empty", "error", "loading", "waiting", "unsupported"]),
        reason: z.string().nullable(),
        text: z.string(),
        plots: z.number(),
      }),
    ),
    /** Errors and warnings in the browser's console. */
    messages: z.array(z.string()),
    /** Requests that failed, or whose status is 400 or above. */
    failed: z.array(z.string()),
    /** What each action has seen. */
    seen: z.array(z.string().nullable()),
    /** Path and query at the end. */
    address: z.string(),
  }),
);
export type Visited = z.infer<typeof results>[number];

/** Opens pages in one Chromium, one after the other. Fields as in dashboards/viewer/browser/visit.ts. */
export function visit(chromium: string, url: string, visits: readonly object[]): Promise<Visited[]> {
  const child = spawn(path.join(repo, "node_modules/.bin/tsx"), [path.join(repo, "dashboards/viewer/browser/visit.ts")], {
    stdio: ["pipe", "pipe", "pipe"],
    // Jest does not end processes of a test that takes too long.
    timeout: (1 + visits.length) * 90_000,
  });
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(JSON.stringify({ chromium, url, visits }));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(results.parse(JSON.parse(out)));
      else reject(new Error(`The browser ended with ${code ?? "a signal"}:\n${errors}`));
    });
  });
}
