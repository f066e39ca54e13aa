import { z } from "zod";
import { define } from "../definition";
import { compact, listOf, numberOf, objectOf, objectsOf, textOf, type Json } from "../json";
import { describeDetector, detectorFlaw, detectorInputs, detectors, detectorShape, queryOf, type DetectorParts } from "./detector";

/** How urgent Sentry calls an issue; 0 resolves it. */
const priorities = { high: 75, medium: 50, resolved: 0 } as const;

export const metricDetectorShape = {
  ...detectorShape,
  /** What is counted, like `count()`, `failure_rate()` or `p95(span.duration)`. */
  aggregate: z.string().min(1),
  /** Where it is counted: `events` for errors (default), `events_analytics_platform` for spans. */
  dataset: z.enum(["events", "events_analytics_platform", "transactions"]).default("events"),
  /** Kinds of events; errors by default. */
  eventTypes: z.array(z.enum(["error", "default", "transaction", "trace_item_span", "trace_item_log"])).default(["error"]),
  /** Filter in Sentry's search language; everything by default. */
  query: z.string().default(""),
  /** Environment it is counted in; all by default. */
  environment: z.string().optional(),
  /** Seconds over which it is counted; 3600 by default. */
  windowSeconds: z.int().min(60).max(86_400).default(3600),
  /** Whether values above or below the limits are bad; above by default. */
  direction: z.enum(["above", "below"]).default("above"),
  /** Limit past which an issue of high priority is made; none by default, and then there must be a medium one. */
  high: z.number().optional(),
  /** Limit past which an issue of medium priority is made; none by default. */
  medium: z.number().optional(),
  /** Limit at which the issue is resolved; the nearest of the others by default. */
  resolve: z.number().optional(),
};

export type MetricDetectorInputs = z.input<z.ZodObject<typeof metricDetectorShape>>;
type Checked = z.output<z.ZodObject<typeof metricDetectorShape>>;

const condition = (type: string, comparison: number, conditionResult: number): Json => ({ type, comparison, conditionResult });

/** The parts of the body that say what is watched. Throws when there is no limit: the rules refuse such inputs before. */
export function metricParts(inputs: Checked): DetectorParts {
  const { high, medium, direction } = inputs;
  const [bad, good] = direction === "above" ? ["gt", "lte"] : ["lt", "gte"];
  const resolve = inputs.resolve ?? medium ?? high;
  if (resolve === undefined) throw new Error(`The monitor ${inputs.name} has no limit`);
  return {
    dataSources: [
      {
        aggregate: inputs.aggregate,
        dataset: inputs.dataset,
        environment: inputs.environment ?? null,
        eventTypes: inputs.eventTypes,
        query: inputs.query,
        queryType: inputs.dataset === "events" ? 0 : 1,
        timeWindow: inputs.windowSeconds,
        extrapolationMode: null,
      },
    ],
    config: { detectionType: "static" },
    conditionGroup: {
      logicType: "any",
      conditions: [
        ...(high === undefined ? [] : [condition(bad, high, priorities.high)]),
        ...(medium === undefined ? [] : [condition(bad, medium, priorities.medium)]),
        condition(good, resolve, priorities.resolved),
      ],
    },
  };
}

const limitOf = (remote: Json, priority: number): Json | undefined =>
  objectsOf(objectOf(remote["conditionGroup"])["conditions"]).find(({ conditionResult }) => conditionResult === priority);

/** The inputs that an answer about a monitor shows. */
export function metricInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const query = objectOf(queryOf(remote)["snubaQuery"]);
  const { dataset, eventTypes } = metricDetectorShape;
  const high = limitOf(remote, priorities.high);
  const medium = limitOf(remote, priorities.medium);
  const worst = high ?? medium;
  const types = eventTypes.safeParse(listOf(query["eventTypes"]));
  return {
    ...detectorInputs(remote),
    aggregate: textOf(query["aggregate"]),
    dataset: dataset.safeParse(query["dataset"]).data,
    eventTypes: types.data,
    query: textOf(query["query"]),
    environment: query["environment"] === null ? null : textOf(query["environment"]),
    windowSeconds: numberOf(query["timeWindow"]),
    direction: worst === undefined ? undefined : worst["type"] === "lt" || worst["type"] === "lte" ? "below" : "above",
    high: numberOf(high?.["comparison"]) ?? null,
    medium: numberOf(medium?.["comparison"]) ?? null,
    resolve: numberOf(limitOf(remote, priorities.resolved)?.["comparison"]) ?? null,
  };
}

export const metricDetector = define({
  type: "monitoring:sentry:MetricDetector",
  vendor: "sentry",
  shape: metricDetectorShape,
  rules: (inputs) => {
    const { direction, high, medium } = compact(inputs);
    if (high === undefined && medium === undefined) return ["high: got nothing, and medium neither; a monitor needs one of them"];
    const wrong = medium !== undefined && high !== undefined && (direction === "below" ? medium <= high : medium >= high);
    return wrong ? [`medium: got ${medium}; it must be reached before high (${high})`] : [];
  },
  path: ["organization", "project"],
  what: describeDetector,
  key: ({ name }) => name,
  id: ({ id }) => textOf(id),
  fromRemote: metricInputs,
  flaw: detectorFlaw,
  operations: detectors("metric_issue", metricParts),
});
