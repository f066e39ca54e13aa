import { topics, type Facts, type Topic } from "./facts";

/** One difference: the value in each environment, in their order; undefined for an environment that does not have it. */
export interface Row {
  readonly topic: Topic;
  readonly item: string;
  readonly values: readonly (string | undefined)[];
}

/** Topics of a service, an alert or an owner: compared only between environments that have it. `systems` shows which do not. */
const comparedWhereThere: readonly Topic[] = ["thresholds", "severities", "routes"];

function differs(topic: Topic, values: Row["values"]): boolean {
  const compared = comparedWhereThere.includes(topic) ? values.filter((value) => value !== undefined) : values;
  return new Set(compared).size > 1;
}

/** All differences, by topic and then by name. `only` restricts them to one topic. */
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
