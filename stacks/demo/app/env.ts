import { readFileSync } from "node:fs";

/** The environment of a demo program. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A text setting; without a fallback it is required. */
export function text(env: Env, name: string, fallback?: string): string {
  const value = env[name] ?? fallback;
  if (value === undefined || value === "") throw new Error(`${name} is not set: this program cannot start without it.`);
  return value;
}

/** A whole number of at least 0. */
export function integer(env: Env, name: string, fallback: number): number {
  const raw = env[name];
  if (raw === undefined || raw === "") return fallback;
  const value = Number(raw);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is "${raw}": expected a whole number of at least 0.`);
  return value;
}

/** A reader of the secret in the file that `name` points to. It reads the file at every call, so that a changed secret needs no restart. */
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
