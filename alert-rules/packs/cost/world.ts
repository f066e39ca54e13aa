import { derivedJob } from "../../../exporters/scrape/targets";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { logBytes, pushedSamples, scrapedSeries, signals, spanCalls } from "./series";

export type Signal = (typeof signals)[number]["signal"];

const gateway = { ...proofService, job: derivedJob } as const;
/** The targets of two gateways, each of which receives half of the telemetry. */
const gateways = ["otelcol-0:8890", "otelcol-1:8890"] as const;
const span = { span_name: "GET /", span_kind: "SPAN_KIND_SERVER", status_code: "STATUS_CODE_UNSET" } as const;

/** Simulates one kind of telemetry of a service. The value of each phase is the volume in multiples of `small`. */
export function volume(signal: Signal, phases: readonly Phase<number>[]): RawSeries[] {
  const { small } = signals.find((each) => each.signal === signal) ?? signals[0];
  const scaled = mapPhases(phases, (multiple) => multiple * small);
  const half = mapPhases(scaled, (all) => all / 2);
  switch (signal) {
    case "log bytes":
      return gateways.map((instance) => counter(logBytes.text, { ...gateway, instance }, half));
    case "spans":
      return gateways.map((instance) => counter(spanCalls.text, { ...gateway, ...span, instance }, half));
    case "pushed samples":
      return gateways.map((instance) => counter(pushedSamples.text, { ...gateway, instance }, half));
    case "series":
      return ["web-1:9464", "web-2:9464"].flatMap((instance) => [
        gauge(scrapedSeries.text, { ...proofService, job: "prom-client", instance }, half),
        upOf("prom-client", phases, { instance }),
      ]);
  }
}
