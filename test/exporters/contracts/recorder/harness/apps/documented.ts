import Module from "node:module";
import path from "node:path";
import type { Client } from "pg";
import { docBlock } from "../../../../../support/doc-blocks";

const calls = "docs/instrumenting/dependencies.md";
const runs = "docs/instrumenting/runs.md";

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

function load(page: string, file: string): unknown {
  const made = new Module(path.join(__dirname, file)) as Module & { _compile: (code: string, file: string) => void };
  made.paths = module.paths;
  made._compile(docBlock(page, `// ${file}`), made.id);
  return made.exports;
}

export const documentedCalls = (): CallsModule => load(calls, "calls.cjs") as CallsModule;
export const documentedOperations = (): OperationsModule => load(calls, "operations.cjs") as OperationsModule;
export const documentedLimits = (): LimitsModule => load(calls, "limits.cjs") as LimitsModule;
export const documentedPushedLimits = (): LimitsModule => load(calls, "rate-limits.cjs") as LimitsModule;
export const documentedRuns = (): RunsModule => load(runs, "runs.cjs") as RunsModule;
export const documentedPushedRuns = (): RunsModule => load(runs, "pushed-runs.cjs") as RunsModule;
export const documentedLoops = (): LoopsModule => load(runs, "loops.cjs") as LoopsModule;
export const documentedPushedLoops = (): LoopsModule => load(runs, "pushed-loops.cjs") as LoopsModule;
