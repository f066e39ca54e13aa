import { probeJob } from "../../../exporters/scrape/probes";
import { serviceKey } from "../../series";
import type { RawSeries } from "../samples";
import { lengthOf } from "./edit";
import type { Transformation } from "./model";

/**
 * Adds `probe_success` and `up` of a passing check of the service. This `up` is about the check's target and says nothing about the
 * service's own targets.
 */
export const passingCheck: Transformation = {
  name: "a check that passes",
  apply: (story) => {
    const { instance } = story.trouble;
    if (serviceKey.some((label) => !(label in instance))) return [];
    const place = Object.fromEntries(serviceKey.map((label) => [label, instance[label] ?? ""]));
    const labels = { job: probeJob, ...place, owner: "proof-team", probe: "page", instance: "https://web.example/page" };
    const samples = Array<number>(lengthOf(story)).fill(1);
    const beside = ["up", "probe_success"].map((metric): RawSeries => ({ metric, labels, samples }));
    return [{ ...story, series: [...story.series, ...beside] }];
  },
};
