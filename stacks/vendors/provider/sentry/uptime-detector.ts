import type { z } from "zod";
import { uptimeDetectorInputs as vendorInputs, uptimeIntervals, uptimeMethods } from "../../../../exporters/sentry/inputs/detectors";
import { connection, define } from "../definition";
import { listOf, numberOf, objectOf, textOf, type Json } from "../json";
import { describeDetector, detectorFlaw, detectorInputs, detectors, queryOf, type DetectorParts } from "./detector";

const isInterval = (value: unknown): value is (typeof uptimeIntervals)[number] => uptimeIntervals.some((one) => one === value);

export const uptimeDetectorShape = { ...connection("sentry"), ...vendorInputs };

export type UptimeDetectorInputs = z.input<z.ZodObject<typeof uptimeDetectorShape>>;
type Checked = z.output<z.ZodObject<typeof uptimeDetectorShape>>;

/** Sentry's number for the mode of a manually created monitor. */
const manual = 1;

/** The parts of the request body that define what the monitor watches. */
export const uptimeParts = (inputs: Checked): DetectorParts => ({
  dataSources: [
    {
      url: inputs.url,
      method: inputs.method,
      body: inputs.body ?? null,
      headers: Object.entries(inputs.headers),
      intervalSeconds: inputs.intervalSeconds,
      timeoutMs: inputs.timeoutMs,
      traceSampling: inputs.traceSampling,
      assertion: inputs.assertion ?? null,
    },
  ],
  config: {
    mode: manual,
    environment: inputs.environment,
    downtimeThreshold: inputs.downtimeThreshold,
    recoveryThreshold: inputs.recoveryThreshold,
  },
});

const pairs = (value: unknown): Record<string, string> | undefined =>
  Array.isArray(value)
    ? Object.fromEntries(listOf(value).map((pair): [string, string] => [String(listOf(pair)[0]), String(listOf(pair)[1])]))
    : undefined;

/** Reads the inputs from a response about an uptime monitor. */
export function uptimeInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const query = queryOf(remote);
  const config = objectOf(remote["config"]);
  const interval = numberOf(query["intervalSeconds"]);
  return {
    ...detectorInputs(remote),
    environment: textOf(config["environment"]),
    url: textOf(query["url"]),
    method: uptimeMethods.find((method) => method === query["method"]),
    headers: pairs(query["headers"]),
    body: query["body"] === null ? null : textOf(query["body"]),
    intervalSeconds: isInterval(interval) ? interval : undefined,
    timeoutMs: numberOf(query["timeoutMs"]),
    traceSampling: typeof query["traceSampling"] === "boolean" ? query["traceSampling"] : undefined,
    assertion: query["assertion"] === null ? null : textOf(query["assertion"]),
    downtimeThreshold: numberOf(config["downtimeThreshold"]),
    recoveryThreshold: numberOf(config["recoveryThreshold"]),
  };
}

export const uptimeDetector = define({
  type: "monitoring:sentry:UptimeDetector",
  vendor: "sentry",
  shape: uptimeDetectorShape,
  history: "its checks, and the issues that it found",
  path: ["organization", "project"],
  what: describeDetector,
  key: ({ name }) => name,
  id: ({ id }) => textOf(id),
  fromRemote: uptimeInputs,
  flaw: detectorFlaw,
  operations: detectors("uptime_domain_failure", uptimeParts),
});
