import type { Env } from "./env";
import type { Telemetry } from "./telemetry";

/** A running demo program. */
export interface Running {
  /** Shuts down gracefully; called once, on SIGTERM or SIGINT. */
  stop(): Promise<void>;
}

/** Starts one program; `env` is the environment of the process. */
export type Start = (telemetry: Telemetry, env: Env) => Promise<Running>;

/** Calls `work` immediately and then every `ms`, never concurrently; errors go to `onError`. Returns a function that stops it. */
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

/** A log function that repeats the same message at most every 30 s, because a stopped Redis fails five times a second. */
export function rarely(write: (message: string) => void, now: () => number = Date.now, pauseMs = 30_000): (message: string) => void {
  const last = new Map<string, number>();
  return (message) => {
    if (now() - (last.get(message) ?? -Infinity) < pauseMs) return;
    if (last.size > 100) last.clear();
    last.set(message, now());
    write(message);
  };
}
