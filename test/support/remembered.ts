import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheRoot } from "../../stacks/supply/paths";

/** Days after which an unused result is deleted. */
const keptDays = 30;
const day = 86_400_000;

const folder = (): string => path.join(cacheRoot(), "promtool-results");

/**
 * Returns the key of a promtool run: a hash of the program file (path, size, time of change) and of everything that the run reads. A
 * changed rule, series, check or version therefore has a different key.
 */
export function runKey(promtool: string, read: readonly string[]): string {
  const program = realpathSync(promtool);
  const { size, mtimeMs } = statSync(program);
  const hash = createHash("sha256").update(JSON.stringify([program, size, mtimeMs]));
  for (const text of read) hash.update(`\n${text.length}\n`).update(text);
  return hash.digest("hex");
}

/**
 * Returns the remembered result of a run, or undefined. `MONITORING_PROMTOOL_RESULTS=fresh` ignores all remembered results.
 */
export function recall(key: string): unknown {
  if (process.env["MONITORING_PROMTOOL_RESULTS"] === "fresh") return undefined;
  const file = path.join(folder(), key);
  try {
    const result: unknown = JSON.parse(readFileSync(file, "utf8"));
    utimesSync(file, new Date(), new Date());
    return result;
  } catch {
    return undefined;
  }
}

let pruned = false;

function prune(): void {
  for (const name of readdirSync(folder())) {
    const file = path.join(folder(), name);
    // Another test process may have deleted the file first.
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > keptDays * day) rmSync(file, { force: true });
  }
}

/** Remembers the result of a run. `result` is a JSON value. Test processes may write the same key at the same time. */
export function remember(key: string, result: unknown): void {
  mkdirSync(folder(), { recursive: true });
  const file = path.join(folder(), key);
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(result));
  renameSync(`${file}.${process.pid}`, file);
  if (!pruned) prune();
  pruned = true;
}
