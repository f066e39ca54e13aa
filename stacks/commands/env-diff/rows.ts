import { topics, type Facts, type Topic } from "./facts";

/** One difference: the text of each environment, in their order; undefined where there is nothing of the kind. */
export interface Row {
  readonly topic: Topic;
  readonly item: string;
  readonly values: readonly (string | undefined)[];
}

/** What belongs to a service, an alert or an owner is compared among the environments that have it; that one lacks it is said by `systems`. */
const comparedWhereThere: readonly Topic[] = ["thresholds", "severities", "routes"];

function differs(topic: Topic, values: Row["values"]): boolean {
  const compared = comparedWhereThere.includes(topic) ? values.filter((value) => value !== undefined) : values;
  return new Set(compared).size > 1;
}

/** What is not the same everywhere, by topic and then by name. `only` leaves the other topics out. */
export function differences(environments: readonly Facts[], only?: Topic): Row[] {
  return topics
    .filter((topic) => only === undefined || topic === only)
    .flatMap((topic) => {
      const items = [...new Set(environments.flatMap((facts) => Object.keys(facts[topic])))].sort();
      return items
        .map((item): Row => ({ topic, item, values: environments.map((facts) => facts[topic][item]) }))
        .filter(({ values }) => differs(topic, values));
    });
}
