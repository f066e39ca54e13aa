import { derivedJob } from "../../../exporters/scrape/targets";
import { webVitals } from "../../../exporters/pipeline/browser-events";
import { histogram, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { vitals } from "./series";

/** Simulated page views: how many in an hour, and the share of them, 0..1, whose value is above the limit of "good". */
export interface Views {
  readonly perHour: number;
  readonly poor: number;
}

type Phases = readonly Phase<Views>[];

/** Simulates the histogram of a Web Vital, which the gateway derives from the events of browsers. */
export const vitalWorld =
  (vital: keyof typeof vitals, of: { readonly service?: string; readonly instance?: string } = {}) =>
  (phases: Phases): RawSeries[] => {
    const { service = proofService.service, instance = "otelcol:8891" } = of;
    const { histogram: name, good } = vitals[vital];
    const labels = { job: derivedJob, instance, ...proofService, service };
    return histogram(
      name,
      labels,
      webVitals[vital].bounds,
      mapPhases(phases, ({ perHour, poor }) => [
        { perSecond: (perHour / 3600) * (1 - poor), seconds: good / 2 },
        { perSecond: (perHour / 3600) * poor, seconds: good * 1.01 },
      ]),
    );
  };

/** Simulates a Web Vital while the gateway restarts once, between the phases `before` and `after`. The restart resets its counters. */
export const restartedGateway =
  (vital: keyof typeof vitals) =>
  (before: Phases, after: Phases): RawSeries[] => {
    const later = vitalWorld(vital)(after);
    return vitalWorld(vital)(before).map((series, index) => ({
      ...series,
      samples: [...series.samples, ...(later[index]?.samples ?? [])],
    }));
  };

/** Simulates a Web Vital whose poor values reach one gateway, and all other values a second one. */
export const twoGateways =
  (vital: keyof typeof vitals) =>
  (phases: Phases): RawSeries[] => {
    const part = (poor: 0 | 1) =>
      mapPhases(phases, (views): Views => ({ perHour: views.perHour * (poor === 1 ? views.poor : 1 - views.poor), poor }));
    return [...vitalWorld(vital)(part(1)), ...vitalWorld(vital, { instance: "otelcol-2:8891" })(part(0))];
  };
