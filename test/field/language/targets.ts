import type { Service } from "../names";
import { environment } from "../names";
import type { Series } from "./notation";
import { up, type Sample, type Timeline } from "./timeline";

/** A scraped target, with the labels that its series have after the scrape. */
export interface Target {
  readonly service: Service;
  readonly job: string;
  readonly instance: string;
  /** Additional labels of the target, such as `instrumentation`, `role` or `probe`. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Returns the labels that discovery and relabelling add to every series of a target. */
export const targetLabels = ({ service, job, instance, more }: Target): Readonly<Record<string, string>> => ({
  job,
  instance,
  environment,
  ...service,
  ...more,
});

export const seriesOf = (
  target: Target,
  name: string,
  samples: readonly Sample[],
  labels: Readonly<Record<string, string>> = {},
): Series => ({ name, labels: { ...targetLabels(target), ...labels }, samples });

export const upOf = (target: Target, timeline: Timeline<unknown>, every: number): Series => seriesOf(target, "up", up(timeline, every));
