import { readFileSync } from "node:fs";

/** The environment variables of a demo program. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Reads a string from a variable. Throws when the variable is empty, or when it is not set and there is no fallback. */
export function text(env: Env, name: string, fallback?: string): string {
  const value = env[name] ?? fallback;
  if (value === undefined) throw new Error(`${name} is not set: this program cannot start without it.`);
  if (value === "") throw new Error(`${name} is empty: this program cannot start without a value.`);
  return value;
}

/**
 * Reads a whole number of at least 0 from a variable. Returns the fallback if the variable is not set or empty. Throws for any other value.
 */
export function integer(env: Env, name: string, fallback: number): number {
  const raw = env[name];
  if (raw === undefined || raw === "") return fallback;
  const value = Number(raw);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is "${raw}": expected a whole number of at least 0.`);
  return value;
}

/**
 * Returns a function that reads a secret from the file whose path is in the variable `name`. The function reads the file at every call,
 * so a changed secret needs no restart. `secret` and the returned function throw when the file is missing or empty. `secret` also throws
 * when the variable has no value.
 */
export function secret(env: Env, name: string): () => string {
  const path = text(env, name);
  const read = (): string => {
    const value = readFileSync(path, "utf8").trim();
    if (value === "") throw new Error(`${path} (named by ${name}) is empty.`);
    return value;
  };
  read();
  return read;
}
