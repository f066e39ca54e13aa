import type { Service } from "../names";
import { environment } from "../names";
import type { Series } from "./notation";
import { up, type Sample, type Timeline } from "./timeline";

/** A scraped target: the source of its series, and the labels they carry after the scrape. */
export interface Target {
  readonly service: Service;
  readonly job: string;
  readonly instance: string;
  /** Further labels of the target, such as `instrumentation`, `role` or `probe`. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The labels that discovery and relabelling add to every series of a target. */
export const targetLabels = ({ service, job, instance, more }: Target): Readonly<Record<string, string>> => ({
  job,
  instance,
  environment,
  ...service,
  ...more,
});

/** A series of a target. */
export const seriesOf = (
  target: Target,
  name: string,
  samples: readonly Sample[],
  labels: Readonly<Record<string, string>> = {},
): Series => ({ name, labels: { ...targetLabels(target), ...labels }, samples });

/** `up`, which Prometheus writes for every target. */
export const upOf = (target: Target, timeline: Timeline<unknown>, every: number): Series => seriesOf(target, "up", up(timeline, every));
