import type { Metrics } from "../exposition";
import type { Program } from "../programs";
import { recordBlackbox } from "./blackbox";
import { withCleanup } from "./cleanup";
import { Recorded, type Harness } from "./context";
import { recordLibraries } from "./libraries";
import { recordLoki } from "./loki";
import { recordPipeline } from "./pipeline";
import { recordPostgres } from "./postgres";
import { recordRedis } from "./redis-trouble";

type Part = (harness: Harness, recorded: Recorded) => Promise<void>;

/** What is started, by the programs it records. */
const parts: readonly (readonly [readonly Program[], Part])[] = [
  [["redis-exporter"], recordRedis],
  [["blackbox-exporter", "blackbox-exporter-probe"], recordBlackbox],
  [["postgres-exporter"], recordPostgres],
  [["loki"], recordLoki],
  [["otelcol", "otelcol-derived", "victoria-logs", "jaeger"], recordPipeline],
  [
    ["prometheus", "prometheus-series", "prom-client", "express-prom-bundle", "fastapi-instrumentator", "opentelemetry", "bullmq", "arq"],
    recordLibraries,
  ],
];

/** The result of a run of the harness. */
export interface HarnessResult {
  readonly metrics: ReadonlyMap<Program, Metrics>;
  /** What could not be recorded, and why. */
  readonly failures: readonly string[];
}

/** Starts programs on loopback, records what they expose, and stops them. A failing part does not prevent the others from being recorded. */
export async function recordHarness(options: Omit<Harness, "cleanup">): Promise<HarnessResult> {
  const recorded = new Recorded(options.say);
  const failures: string[] = [];
  for (const [programs, part] of parts) {
    if (!programs.some(options.wants)) continue;
    try {
      await withCleanup((cleanup) => part({ ...options, cleanup }, recorded));
    } catch (error) {
      failures.push(`${programs.join(", ")}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { metrics: recorded.metrics, failures };
}
