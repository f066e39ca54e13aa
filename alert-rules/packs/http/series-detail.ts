import { httpProfiles, type HttpProfileId } from "../../../exporters/instrumentation/http";
import { matchesNot, metric, select, type Match, type Selector } from "../../promql";

/**
 * The raw duration buckets of the profiles in use, without streams and probes. For panels only: no recorded series has exemplars or
 * whole distributions.
 */
export function rawDurationBuckets(profiles: readonly HttpProfileId[], match: Readonly<Record<string, Match>>): Selector[] {
  const names = [...new Set(profiles.map((id) => `${httpProfiles[id].duration}_bucket`))].sort();
  return names.map((name) => select(metric(name), { ...match, traffic: matchesNot("excluded|probe") }));
}

/** CPU seconds of a process, as every official client library exposes it. */
export const processCpu = metric("process_cpu_seconds_total");
/** Resident memory of a process in bytes, as every official client library exposes it. */
export const processMemory = metric("process_resident_memory_bytes");
