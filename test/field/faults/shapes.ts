import { pod, requests, type Load } from "../language/http";
import type { Series } from "../language/notation";
import { upOf } from "../language/targets";
import { answered, changing, repeated, tickSeconds, type Timeline } from "../language/timeline";
import { withObjective, type Service } from "../names";

/** The three objectives. `budget` is the error budget, and `name` is the form of the objective in IDs. */
export const objectives = [
  { title: "99 %", name: "99", budget: 0.01 },
  { title: "99.9 %", name: "999", budget: 0.001 },
  { title: "99.95 %", name: "9995", budget: 0.0005 },
] as const;
export type Objective = (typeof objectives)[number];

/** Minutes of normal operation, of the fault, and after the fix. Normal operation is as long as the longest paging window. */
export const phases = { history: 360, fault: 240, after: 60 } as const;
export const totalMinutes = phases.history + phases.fault + phases.after;

/** A fault, described by the load that each instance of a service has during the fault. */
export interface Shape {
  readonly title: string;
  readonly name: string;
  /** Load of each instance in normal operation. */
  readonly healthy: Load;
  /** Load of each instance during the fault. Each timeline must be `phases.fault` minutes long. */
  readonly fault: readonly Timeline<Load>[];
  /** Set if requests do not fail during the fault, but are slow. */
  readonly latency?: true;
}

const rps = 10;
const healthy: Load = { rps };
const { fault } = phases;
const steps = [100, 50, 20, 10, 5, 2, 1].map((percent): Shape => ({
  title: `${percent} % of the requests fail`,
  name: `step-${percent}`,
  healthy,
  fault: [[answered(fault, { rps, failed: percent / 100 })]],
}));

export const shapes: readonly Shape[] = [
  ...steps,
  {
    title: "errors grow from 0 to 20 % within an hour",
    name: "ramp",
    healthy,
    fault: [[...changing(60, (minute) => ({ rps, failed: (0.2 * minute) / 60 })), answered(fault - 60, { rps, failed: 0.2 })]],
  },
  {
    title: "every request fails for one minute of every ten",
    name: "bursts",
    healthy,
    fault: [repeated<Load>(fault / 10, answered(1, { rps, failed: 1 }), answered(9, healthy))],
  },
  {
    title: "one of two replicas fails every request",
    name: "one-replica",
    healthy,
    fault: [[answered(fault, { rps, failed: 1 })], [answered(fault, healthy)]],
  },
  {
    title: "half of the requests take 3 seconds",
    name: "latency",
    healthy,
    fault: [[answered(fault, { rps, slow: 0.5, slowSeconds: 3 })]],
    latency: true,
  },
  {
    title: "25 requests in five minutes, and all fail",
    name: "low-traffic",
    healthy: { rps: 25 / 300 },
    fault: [[answered(fault, { rps: 25 / 300, failed: 1 })]],
  },
];

/** Returns the service whose alerts are timed for a fault and an objective. */
export const serviceOf = (shape: Shape, objective: Objective): Service => withObjective(shape.name, objective.name);

/** Returns the raw series of a fault for an objective. Most samples are buckets, so buckets are included only if the fault affects them. */
export function seriesOf(shape: Shape, objective: Objective): readonly Series[] {
  return shape.fault.flatMap((during, index) => {
    // The catalogue declares these services, so Prometheus scrapes them in the job of their library, not in the job for discovered pods.
    const target = { ...pod(serviceOf(shape, objective), 10 + index), job: "prom-client" };
    const timeline = [answered(phases.history, shape.healthy), ...during, answered(phases.after, shape.healthy)];
    // Some requests failed before the fault, too, so the fault is not the first error of the service. A harmless trace tests a first error.
    const made = requests(target, "prom-client", timeline, tickSeconds, { past: { requests: 4_000_000, failed: 900 } });
    return [upOf(target, timeline, tickSeconds), ...made.filter(({ name }) => shape.latency === true || name.endsWith("_count"))];
  });
}
