import type { Env } from "./env";
import type { Telemetry } from "./telemetry";

/** A running demo program. */
export interface Running {
  /** Shuts the program down gracefully. Called once, after SIGTERM or SIGINT. */
  stop(): Promise<void>;
}

/** Starts one program. `env` contains the process's environment variables. */
export type Start = (telemetry: Telemetry, env: Env) => Promise<Running>;

/**
 * Calls `work` immediately, and again `ms` milliseconds after each call has ended. Passes errors to `onError`. Returns a function that
 * stops the calls.
 */
export function every(ms: number, work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const round = async (): Promise<void> => {
    await work().catch(onError);
    if (!ended) timer = setTimeout(() => void round(), ms);
  };
  void round();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/**
 * Returns a log function that writes the same message at most once per `pauseMs` milliseconds, so that retries of a failed connection do
 * not fill the log. After about 100 different messages, the function forgets which messages it has written.
 */
export function rarely(write: (message: string) => void, now: () => number = Date.now, pauseMs = 30_000): (message: string) => void {
  const last = new Map<string, number>();
  return (message) => {
    if (now() - (last.get(message) ?? -Infinity) < pauseMs) return;
    if (last.size > 100) last.clear();
    last.set(message, now());
    write(message);
  };
}
