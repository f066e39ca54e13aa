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

/** Simulates the histogram of a Web Vital, which the gateway derives from the events of browsers. */
export const vitalWorld =
  (vital: keyof typeof vitals, service: string = proofService.service) =>
  (phases: readonly Phase<Views>[]): RawSeries[] => {
    const { histogram: name, good } = vitals[vital];
    const labels = { job: derivedJob, instance: "otelcol:8891", ...proofService, service };
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
