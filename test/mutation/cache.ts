import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";

/** File that keeps test results between runs. Git ignores it. */
export const cacheFile = path.resolve(__dirname, "../../node_modules/.cache/mutation/verdicts.jsonl");

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Returns the cache key for a value that depends on these parts. */
export const keyFrom = (...parts: readonly unknown[]): string => sha256(JSON.stringify(parts)).slice(0, 24);

/**
 * Results of earlier runs, by the hash of everything they depend on. Each result is appended immediately, so that an aborted run loses
 * none.
 */
export class Cache {
  private readonly values = new Map<string, readonly number[]>();

  constructor(private readonly file: string = cacheFile) {
    if (!existsSync(file)) {
      mkdirSync(path.dirname(file), { recursive: true });
      return;
    }
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const [key, value] = parsed(line) ?? [];
      if (key !== undefined && value !== undefined) this.values.set(key, value);
    }
  }

  get(key: string): readonly number[] | undefined {
    return this.values.get(key);
  }

  set(key: string, value: readonly number[]): void {
    this.values.set(key, value);
    appendFileSync(this.file, `${JSON.stringify([key, value])}\n`);
  }
}

/** Parses a line. Returns undefined for an incomplete line, which an aborted run may leave. */
function parsed(line: string): [string, readonly number[]] | undefined {
  try {
    return JSON.parse(line) as [string, readonly number[]];
  } catch {
    return undefined;
  }
}
