import { spawn } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { repo } from "../../support/sources";

const results = z.array(
  z.object({
    path: z.string(),
    /** Time from the start of the request until all panels have reported a state. */
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
        /** Place of the panel on the page in pixels. */
        box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
      }),
    ),
    /** Errors and warnings in the browser's console. */
    messages: z.array(z.string()),
    /** Requests that failed, or whose status is 400 or above. */
    failed: z.array(z.string()),
    /** The result of each action. */
    seen: z.array(z.string().nullable()),
    /** Path, query and fragment of the page's address at the end of the visit. */
    address: z.string(),
    theme: z.string(),
    /** Width of what the page contains, in pixels. It is more than the window's width if the page scrolls sideways. */
    contentWidth: z.number(),
  }),
);
export type Visited = z.infer<typeof results>[number];

/**
 * Runs a script in `browser/` with `input` as JSON on its standard input. Returns the script's output, parsed as JSON. If the script fails,
 * rejects with its standard error.
 */
function scripted(script: "visit" | "compare" | "colors", input: object, milliseconds: number): Promise<unknown> {
  const child = spawn(path.join(repo, "node_modules/.bin/tsx"), [path.join(__dirname, `browser/${script}.ts`)], {
    stdio: ["pipe", "pipe", "pipe"],
    // Jest does not kill the child processes of a test that times out, so the child has a separate timeout.
    timeout: milliseconds,
  });
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(JSON.stringify(input));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(out));
      else reject(new Error(`browser/${script}.ts ended with ${code ?? "a signal"}:\n${errors}`));
    });
  });
}

/** Opens pages in one Chromium, one after the other. `visits` have the fields of `Visit` in browser/visit.ts. */
export const visit = async (chromium: string, url: string, visits: readonly object[]): Promise<Visited[]> =>
  results.parse(await scripted("visit", { chromium, url, visits }, (1 + visits.length) * 90_000));

/** A part of a picture. */
export interface Place {
  readonly file: string;
  readonly box: Visited["panels"][number]["box"];
}

/** Two pictures of the same page, and the part of them to compare. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly box: Place["box"];
}

/** Returns the number of pixels that differ in each pair, as pixelmatch counts them. Differences of antialiasing do not count. */
export const differences = async (pairs: readonly Pair[]): Promise<number[]> =>
  z.array(z.number()).parse(await scripted("compare", { pairs }, 300_000));

const colors = z.object({ red: z.number(), green: z.number() });
/** The shares of red and of green pixels, from 0 to 1. */
export type Colors = z.infer<typeof colors>;

/** Returns the colours of parts of pictures. */
export const colorsIn = async (places: readonly Place[]): Promise<Colors[]> =>
  z.array(colors).parse(await scripted("colors", { places }, 300_000));
