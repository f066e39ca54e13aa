import Module from "node:module";
import path from "node:path";
import type { Client } from "pg";
import { docBlock } from "../../../../../support/doc-blocks";

const pages = {
  calls: "docs/instrumenting/dependencies.md",
  runs: "docs/instrumenting/runs.md",
  ai: "docs/instrumenting/ai.md",
  workers: "docs/instrumenting/workers.md",
  streams: "docs/instrumenting/streams.md",
} as const;

/** What the documented module for applications with prom-client exports. */
interface CallsModule {
  readonly measuredFetch: (input: string, init?: RequestInit) => Promise<Response>;
  readonly measured: <T>(address: string, port: number, operation: () => Promise<T>) => Promise<T>;
}

/** What the documented modules for rate limits export. */
interface LimitsModule {
  readonly noteRateLimit: (address: string, headers: Headers, limit?: string) => void;
}

/** What the documented module for applications that push metrics exports. */
interface OperationsModule {
  readonly measured: <T>(address: string, port: number, operation: string, run: () => Promise<T>) => Promise<T>;
  readonly measuredClient: (of: typeof Client, address: string, port: number) => typeof Client;
}

/** What the documented modules for runs of work export. */
interface RunsModule {
  readonly defineRuns: (
    run: string,
    categories?: readonly string[],
  ) => <T>(work: (state: { category: string }) => Promise<T>, waited?: number) => Promise<T>;
}

/** What the documented modules for loops export. */
interface LoopsModule {
  readonly defineLoop: (loop: string, options?: { readonly items?: boolean }) => { readonly iterated: (found?: number) => void };
}

/** What the documented modules for workers export. */
interface WorkersModule {
  readonly measureEventLoop: (group?: string) => void;
}

/** One stream that the documented module measures. */
interface OpenStream {
  readonly event: () => void;
  readonly close: (reason: "completed" | "disconnected" | "shutdown" | "lost" | "error") => void;
}

/** What the documented module for streams exports. */
interface StreamsModule {
  readonly defineStreams: (stream: string, options?: { readonly ends?: boolean }) => { readonly start: () => OpenStream };
}

/** What the documented module for calls to AI providers exports. */
interface AiModule {
  readonly measuredAi: <T>(
    provider: string,
    model: string,
    run: (call: { readonly firstToken: () => void; readonly usage: (input: number, output: number) => void }) => Promise<T>,
  ) => Promise<T>;
}

function load(file: string, page: string = pages.calls): unknown {
  const made = new Module(path.join(__dirname, file)) as Module & { _compile: (code: string, file: string) => void };
  made.paths = module.paths;
  made._compile(docBlock(page, `// ${file}`), made.id);
  return made.exports;
}

export const documentedCalls = (): CallsModule => load("calls.cjs") as CallsModule;
export const documentedOperations = (): OperationsModule => load("operations.cjs") as OperationsModule;
export const documentedLimits = (): LimitsModule => load("limits.cjs") as LimitsModule;
export const documentedPushedLimits = (): LimitsModule => load("rate-limits.cjs") as LimitsModule;
export const documentedRuns = (): RunsModule => load("runs.cjs", pages.runs) as RunsModule;
export const documentedPushedRuns = (): RunsModule => load("pushed-runs.cjs", pages.runs) as RunsModule;
export const documentedLoops = (): LoopsModule => load("loops.cjs", pages.runs) as LoopsModule;
export const documentedPushedLoops = (): LoopsModule => load("pushed-loops.cjs", pages.runs) as LoopsModule;
const streamsWith = (metrics: string): StreamsModule =>
  (load("streams.cjs", pages.streams) as (metrics: unknown) => StreamsModule)(load(metrics, pages.streams));
export const documentedStreams = (): StreamsModule => streamsWith("stream-metrics.cjs");
export const documentedPushedStreams = (): StreamsModule => streamsWith("pushed-stream-metrics.cjs");
export const documentedAi = (): AiModule => load("ai-calls.cjs", pages.ai) as AiModule;
export const documentedWorkers = (): WorkersModule => load("workers.cjs", pages.workers) as WorkersModule;
export const documentedPushedWorkers = (): WorkersModule => load("pushed-workers.cjs", pages.workers) as WorkersModule;
