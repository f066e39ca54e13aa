import type { Env } from "./env";
import type { Telemetry } from "./telemetry";

/** A running program of the demo. */
export interface Running {
  /** Ends it in order; called once, on SIGTERM or SIGINT. */
  stop(): Promise<void>;
}

/** Starts one program; `env` is the process' environment. */
export type Start = (telemetry: Telemetry, env: Env) => Promise<Running>;

/** Calls `work` now and then every `ms`, never twice at the same time; errors go to `onError`. Returns what ends it. */
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

/** A log function that repeats the same message at most every 30 s: a stopped Redis fails five times a second. */
export function rarely(write: (message: string) => void, now: () => number = Date.now, pauseMs = 30_000): (message: string) => void {
  const last = new Map<string, number>();
  return (message) => {
    if (now() - (last.get(message) ?? -Infinity) < pauseMs) return;
    if (last.size > 100) last.clear();
    last.set(message, now());
    write(message);
  };
}
