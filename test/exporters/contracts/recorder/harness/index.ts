import type { Metrics } from "../exposition";
import type { Program } from "../programs";
import { recordAgent } from "./agent";
import { recordAi } from "./ai";
import { recordBlackbox } from "./blackbox";
import { withCleanup } from "./cleanup";
import { Recorded, type Harness } from "./context";
import { recordLibraries } from "./libraries";
import { recordLighthouse } from "./lighthouse";
import { recordLoki } from "./loki";
import { recordNode } from "./node";
import { recordOtlpProxy } from "./otlp-proxy";
import { recordPipeline } from "./pipeline";
import { recordPostgres } from "./postgres";
import { recordRedis } from "./redis-trouble";

type Part = (harness: Harness, recorded: Recorded) => Promise<void>;

/** The parts of the harness, each with the programs that it records. */
const parts: readonly (readonly [readonly Program[], Part])[] = [
  [["redis-exporter"], recordRedis],
  [["blackbox-exporter", "blackbox-exporter-probe"], recordBlackbox],
  [["postgres-exporter"], recordPostgres],
  [["loki"], recordLoki],
  [["otelcol", "otelcol-derived", "victoria-logs", "jaeger"], recordPipeline],
  [["log-agent"], recordAgent],
  [["node-exporter"], recordNode],
  [["otlp-proxy"], recordOtlpProxy],
  [["genai-openai", "litellm"], recordAi],
  [["lighthouse"], recordLighthouse],
  [
    [
      "prometheus",
      "prometheus-series",
      "prom-client",
      "request-counter",
      "express-prom-bundle",
      "fastapi-instrumentator",
      "gunicorn",
      "opentelemetry",
      "bullmq",
      "arq",
    ],
    recordLibraries,
  ],
];

export interface HarnessResult {
  readonly metrics: ReadonlyMap<Program, Metrics>;
  /** The programs that could not be recorded, each with the reason. */
  readonly failures: readonly string[];
}

/** Starts programs on loopback, records the metrics that they expose, and stops them. If one part fails, the other parts still run. */
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
