import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";

/** Where verdicts are kept between runs; ignored by git. */
export const cacheFile = path.resolve(__dirname, "../../node_modules/.cache/mutation/verdicts.jsonl");

/** SHA-256 in hexadecimal digits. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Key of a value that is made from these parts. */
export const keyFrom = (...parts: readonly unknown[]): string => sha256(JSON.stringify(parts)).slice(0, 24);

/** What was found in earlier runs, by the hash of everything it depends on. Kept line by line, so that a run that is ended loses nothing. */
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

/** A line that was cut off when a run ended is worth nothing. */
function parsed(line: string): [string, readonly number[]] | undefined {
  try {
    return JSON.parse(line) as [string, readonly number[]];
  } catch {
    return undefined;
  }
}
