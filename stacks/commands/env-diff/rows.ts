import { topics, type Facts, type Topic } from "./facts";

/** One difference. `values` has one value per environment, in the given order; undefined for an environment without the item. */
export interface Row {
  readonly topic: Topic;
  readonly item: string;
  readonly values: readonly (string | undefined)[];
}

/**
 * Topics whose items belong to a service, an alert or an owner. Only environments that have an item are compared. Otherwise, the result
 * would list every item of a system that one environment does not monitor, although the topic `systems` already lists that system.
 */
const comparedWhereThere: readonly Topic[] = ["thresholds", "severities", "routes"];

function differs(topic: Topic, values: Row["values"]): boolean {
  const compared = comparedWhereThere.includes(topic) ? values.filter((value) => value !== undefined) : values;
  return new Set(compared).size > 1;
}

/** All differences, sorted by topic and then by item. `only` restricts them to one topic. */
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
