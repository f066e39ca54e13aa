import path from "node:path";
import { renderedOf } from "../../fixtures/catalogue";
import { environment } from "../names";
import type { Series } from "./notation";

interface Listed {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

const folder = `exporters/rendered/${environment}/targets/`;

/** Returns `up` of every target that the traces of a world do not use. All these targets are healthy. `count` is the number of samples. */
export function rest(taken: readonly Series[], count: number): readonly Series[] {
  const key = ({ job = "", system = "", service = "" }: Readonly<Record<string, string>>): string => [job, system, service].join("/");
  const present = new Set(taken.map(({ labels }) => key(labels)));
  const files = renderedOf(environment).filter(({ path: file }) => file.startsWith(folder));
  return files.flatMap(({ path: file, content }) => {
    const job = path.basename(file, ".json");
    const listed = JSON.parse(content) as readonly Listed[];
    return listed.flatMap(({ targets, labels }) =>
      targets
        .map((instance) => ({ ...Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith("__"))), job, instance }))
        .filter((each) => !present.has(key(each)))
        .map((each): Series => ({ name: "up", labels: each, samples: Array.from({ length: count }, () => 1) })),
    );
  });
}
