import { z } from "zod";
import { define } from "../definition";
import { listOf, numberOf, objectOf, textOf, type Json } from "../json";
import { describeDetector, detectorFlaw, detectorInputs, detectors, detectorShape, queryOf, type DetectorParts } from "./detector";

/** Seconds between two requests that Sentry offers. */
export const uptimeIntervals = [60, 300, 600, 1200, 1800, 3600] as const;
const isInterval = (value: unknown): value is (typeof uptimeIntervals)[number] => uptimeIntervals.some((one) => one === value);
const methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] as const;

export const uptimeDetectorShape = {
  ...detectorShape,
  /** Environment that its issues belong to. */
  environment: z.string().min(1),
  /** What is asked for. */
  url: z.url({ protocol: /^https?$/, error: "an address like https://shop.example/health is wanted" }),
  /** Default `GET`. */
  method: z.enum(methods).default("GET"),
  /** Headers by name; none by default. A value may be a Pulumi secret. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Body of the request; none by default. */
  body: z.string().optional(),
  /** Seconds between two requests; 60 by default. */
  intervalSeconds: z.literal(uptimeIntervals, { error: `allowed: ${uptimeIntervals.join(", ")} seconds` }).default(60),
  /** Milliseconds until a request counts as failed; 5000 by default. */
  timeoutMs: z.int().min(1).max(60_000).default(5000),
  /** Whether the requests are traced. Default false. */
  traceSampling: z.boolean().default(false),
  /** What must be true of the answer beside a status of 2xx, as Sentry's JSON text; nothing by default. */
  assertion: z.string().optional(),
  /** Failures in a row until it is down; 3 by default. */
  downtimeThreshold: z.int().min(1).default(3),
  /** Successes in a row until it is up again; 1 by default. */
  recoveryThreshold: z.int().min(1).default(1),
};

export type UptimeDetectorInputs = z.input<z.ZodObject<typeof uptimeDetectorShape>>;
type Checked = z.output<z.ZodObject<typeof uptimeDetectorShape>>;

/** Sentry's word for a monitor that a person made. */
const manual = 1;

/** The parts of the body that say what is watched. */
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

/** The inputs that an answer about a monitor shows. */
export function uptimeInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const query = queryOf(remote);
  const config = objectOf(remote["config"]);
  const interval = numberOf(query["intervalSeconds"]);
  return {
    ...detectorInputs(remote),
    environment: textOf(config["environment"]),
    url: textOf(query["url"]),
    method: methods.find((method) => method === query["method"]),
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
  path: ["organization", "project"],
  what: describeDetector,
  key: ({ name }) => name,
  id: ({ id }) => textOf(id),
  fromRemote: uptimeInputs,
  flaw: detectorFlaw,
  operations: detectors("uptime_domain_failure", uptimeParts),
});
