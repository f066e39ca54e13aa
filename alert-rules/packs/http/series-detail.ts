import { httpProfiles, type HttpProfileId } from "../../../exporters/instrumentation/http";
import { matchesNot, metric, select, type Match, type Selector } from "../../promql";

/**
 * Selectors for the raw duration buckets of the profiles in use, without excluded routes and probes. Only panels with exemplars read these
 * buckets, because recorded series have no exemplars.
 */
export function rawDurationBuckets(profiles: readonly HttpProfileId[], match: Readonly<Record<string, Match>>): Selector[] {
  const names = [...new Set(profiles.map((id) => `${httpProfiles[id].duration}_bucket`))].sort();
  return names.map((name) => select(metric(name), { ...match, traffic: matchesNot("excluded|probe") }));
}

/** CPU seconds of a process. Prometheus' client libraries use this name. */
export const processCpu = metric("process_cpu_seconds_total");
/** Resident memory of a process in bytes. Prometheus' client libraries use this name. */
export const processMemory = metric("process_resident_memory_bytes");
