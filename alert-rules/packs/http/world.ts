import type { HttpProfile } from "../../../exporters/instrumentation/model";
import {
  boundText,
  counter,
  histogram,
  mapPhases,
  pushedBoundText,
  step,
  type Phase,
  type RawSeries,
  type Traffic,
} from "../../proofs/samples";
import { fromZero, withSamples } from "../../proofs/transformations/edit";
import { proofService, upOf } from "../../proofs/service";

/** One kind of simulated request: the number per second, the duration of each in seconds, and whether it fails. */
export interface Requests {
  readonly perSecond: number;
  readonly seconds: number;
  readonly failed?: boolean;
}

/** The route of the requests that `httpWorld` simulates, and the start of the routes that `nativeWorld` simulates. */
export const proofRoute = "/orders/:id";

/** Value of the profile's status label for a failed or a successful request. */
export const statusOf = (profile: HttpProfile, failed: boolean): string =>
  profile.id === "fastapi-instrumentator" ? (failed ? "5xx" : "2xx") : failed ? "503" : "200";

/** Labels of the single simulated target of a profile. */
export const targetOf = (profile: HttpProfile): Readonly<Record<string, string>> => ({
  job: profile.id,
  instance: "web:9464",
  instrumentation: profile.id,
  ...proofService,
});

/** Resets a counter to 0 at the end of the first phase, as a restart of the service does. */
const restarted = (series: RawSeries, [first]: readonly Phase<unknown>[]): RawSeries =>
  withSamples(series, fromZero(series.samples, first === undefined ? 0 : first.for / step));

/**
 * Simulates the raw series of an HTTP service, including `up` if the profile is scraped. Counters are reset to 0 after the first phase. In
 * an `undefined` phase, the target is gone.
 */
export function httpWorld(profile: HttpProfile, bounds: readonly number[], phases: readonly Phase<readonly Requests[]>[]): RawSeries[] {
  const target = targetOf(profile);
  const method = profile.id === "opentelemetry" ? "http_request_method" : "method";
  const part = (failed: boolean): Phase<Traffic>[] =>
    phases.map((phase) => ({ for: phase.for, value: phase.value?.filter((requests) => (requests.failed ?? false) === failed) }));
  const spell = profile.transport === "otlp" ? pushedBoundText : boundText;
  const both = [false, true].flatMap((failed) => {
    const base = { ...target, [method]: "GET", ...(profile.countsRoutes === false ? {} : { [profile.route]: proofRoute }) };
    const status = { [profile.failed.label]: statusOf(profile, failed) };
    const traffic = part(failed);
    if (profile.requests === `${profile.duration}_count`)
      return histogram(profile.duration, { ...base, ...status }, bounds, traffic, spell);
    const rate = traffic.map((phase): Phase<number> => ({
      for: phase.for,
      value: phase.value?.reduce((sum, requests) => sum + requests.perSecond, 0),
    }));
    return [counter(profile.requests, { ...base, ...status }, rate)];
  });
  const separate =
    profile.requests === `${profile.duration}_count`
      ? []
      : histogram(profile.duration, { ...target, [method]: "GET", [profile.route]: proofRoute }, bounds, phases, spell);
  const counters = [...both, ...separate].map((series) => restarted(series, phases));
  return profile.transport === "otlp" ? counters : [...counters, upOf(profile.id, phases)];
}

/**
 * Simulates the raw series of an HTTP service that pushes native histograms. Requests with different durations have different routes.
 * Counters are reset to 0 after the first phase.
 */
export function nativeWorld(profile: HttpProfile, phases: readonly Phase<readonly Requests[]>[]): RawSeries[] {
  const all = phases.flatMap(({ value = [] }) => value);
  const kinds = new Map(all.map(({ seconds, failed = false }) => [`${seconds} ${String(failed)}`, { seconds, failed }]));
  return [...kinds.values()].map(({ seconds, failed }): RawSeries => {
    const isSuch = (requests: Requests): boolean => requests.seconds === seconds && (requests.failed ?? false) === failed;
    const perSecond = (requests: readonly Requests[]): number => requests.filter(isSuch).reduce((sum, one) => sum + one.perSecond, 0);
    const labels = { ...targetOf(profile), [profile.route]: `${proofRoute}/${seconds}`, [profile.failed.label]: statusOf(profile, failed) };
    return { ...restarted(counter(profile.duration, labels, mapPhases(phases, perSecond)), phases), native: seconds };
  });
}

/** Simulates the requests of a service that pushes. Such a service has no `up`, so its requests show that it is alive. */
export function pushedTraffic(phases: readonly Phase<unknown>[]): RawSeries {
  const labels = { job: "opentelemetry", instance: "web:9464", instrumentation: "opentelemetry", ...proofService };
  return counter(
    "http_server_request_duration_seconds_count",
    { ...labels, http_route: "/", http_response_status_code: "200" },
    mapPhases(phases, () => 1),
  );
}
