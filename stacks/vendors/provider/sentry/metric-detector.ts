import type { z } from "zod";
import { metricDetectorInputs as vendorInputs } from "../../../../exporters/sentry/inputs/detectors";
import { connection, define } from "../definition";
import { compact, listOf, numberOf, objectOf, objectsOf, textOf, type Json } from "../json";
import { describeDetector, detectorFlaw, detectorInputs, detectors, queryOf, type DetectorParts } from "./detector";

/** Sentry's numbers for issue priorities. The number 0 resolves the issue. */
const priorities = { high: 75, medium: 50, resolved: 0 } as const;

export const metricDetectorShape = { ...connection("sentry"), ...vendorInputs };

export type MetricDetectorInputs = z.input<z.ZodObject<typeof metricDetectorShape>>;
type Checked = z.output<z.ZodObject<typeof metricDetectorShape>>;

const condition = (type: string, comparison: number, conditionResult: number): Json => ({ type, comparison, conditionResult });

/**
 * The parts of the request body that define what the monitor watches. Throws Error if no threshold is set, but `rules` below already
 * rejects such inputs.
 */
export function metricParts(inputs: Checked): DetectorParts {
  const { high, medium, direction } = inputs;
  const [bad, good] = direction === "above" ? ["gt", "lte"] : ["lt", "gte"];
  const resolve = inputs.resolve ?? medium ?? high;
  if (resolve === undefined) throw new Error(`The monitor ${inputs.name} has no threshold`);
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

/** Reads the inputs from a response about a metric monitor. */
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
    if (high === undefined && medium === undefined) return ["high: got neither high nor medium; expected at least one of them"];
    const wrong = medium !== undefined && high !== undefined && (direction === "below" ? medium <= high : medium >= high);
    return wrong ? [`medium: got ${medium}; expected a threshold that is reached before high (${high})`] : [];
  },
  history: "the issues that it found",
  path: ["organization", "project"],
  what: describeDetector,
  key: ({ name }) => name,
  id: ({ id }) => textOf(id),
  fromRemote: metricInputs,
  flaw: detectorFlaw,
  operations: detectors("metric_issue", metricParts),
});
