import { promClient } from "../../../exporters/instrumentation/http";
import { bullmq } from "../../../exporters/instrumentation/queue";
import { derivedJob, stackSystem } from "../../../exporters/scrape/targets";
import { counter, gauge, mapPhases, step, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { httpWorld } from "../http/world";
import { queueWorld } from "../queue/world";
import { bounds } from "../http/proofs";
import { patternRecordsTotal } from "./patterns-series";
import { recordsTotal } from "./series";

/** Simulated log records of a service, in records per second by level. */
export type Records = Readonly<Partial<Record<"debug" | "info" | "warn" | "error" | "fatal" | "unset", number>>>;

/** Labels of the gateway's target with the counters of log records. */
const gateway = { job: derivedJob, instance: "otelcol:8891", system: stackSystem, environment: proofService.environment } as const;
const sender = { job: gateway.job, instance: gateway.instance, ...proofService } as const;

/** Simulates `up` of the gateway. In phases with the value `undefined`, scrapes of the gateway fail. `more` adds or changes labels. */
export const gatewayUpOf = (phases: readonly Phase<unknown>[], more: RawSeries["labels"] = {}): RawSeries =>
  gauge(
    "up",
    { ...gateway, service: "otelcol", owner: "platform-team", ...more },
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? 0 : 1 })),
  );

/**
 * Simulates the gateway's counters of a service's log records, one for each level in the phases. The gateway exposes a counter from the
 * first record on, so a counter is missing while no record of its level has been counted. In an `undefined` phase, the gateway does not
 * respond.
 */
export function recordsOf(phases: readonly Phase<Records>[]): RawSeries[] {
  const levels = [...new Set(phases.flatMap(({ value }) => Object.keys(value ?? {})))] as (keyof Records)[];
  return levels.map((level) =>
    born(
      counter(
        recordsTotal.text,
        { ...sender, level },
        mapPhases(phases, (records) => records[level] ?? 0),
      ),
      phases[0]?.value?.[level],
    ),
  );
}

/** Removes the samples of a counter before its first increment. A counter that increases from the start is unchanged. */
function born(series: RawSeries, first: number | undefined): RawSeries {
  if (first !== undefined && first > 0) return series;
  return { ...series, samples: series.samples.map((sample) => (sample === 0 ? undefined : sample)) };
}

/** Simulates the gateway's counter of the records that match a pattern. */
export const matchesOf = (pattern: string, phases: readonly Phase<number>[], service = proofService.service): RawSeries =>
  born(counter(patternRecordsTotal.text, { ...sender, service, pattern }, phases), phases[0]?.value);

/** Copies the counters for a second gateway, which counts just as many records as the first one. */
export const secondGateway = (series: readonly RawSeries[]): RawSeries[] =>
  series.map((one) => ({ ...one, labels: { ...one.labels, instance: "otelcol-1:8891" } }));

/** Restarts the gateway repeatedly, by default every 4 minutes. Each restart resets its counters to 0. No scrape fails. */
export function restartingGateway(series: readonly RawSeries[], seconds = 240): RawSeries[] {
  const life = seconds / step;
  return series.map((one) => ({
    ...one,
    samples: one.samples.map((sample, at) => {
      const before = one.samples[Math.floor(at / life) * life - 1];
      return typeof sample === "number" && typeof before === "number" ? sample - before : sample;
    }),
  }));
}

/** Simulates a scraped service whose logs the gateway counts. In an `undefined` phase, neither the service nor the gateway responds. */
export const logWorld = (phases: readonly Phase<Records>[]): RawSeries[] => [
  ...recordsOf(phases),
  gatewayUpOf(phases),
  upOf("prom-client", phases),
];

/** Simulates a worker that completes this many jobs per second. */
export const jobsOf = (phases: readonly Phase<number>[]): RawSeries[] =>
  queueWorld(
    bullmq,
    mapPhases(phases, (completed) => ({ completed })),
  );

/** Simulates a service that serves this many requests per second. In an `undefined` phase, the service does not respond. */
export const requestsOf = (phases: readonly Phase<number>[]): RawSeries[] =>
  httpWorld(
    promClient,
    bounds,
    mapPhases(phases, (perSecond) => [{ perSecond, seconds: 0.05 }]),
  );
