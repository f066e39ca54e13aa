import { isOnOwnMachine } from "../../../exporters/model/public-url";
import type { Catalogue } from "../../../exporters/model/catalogue";

/** What was done in a sentence each, and what is next. */
export function nextLines(catalogue: Catalogue, withoutReferenceSystems: boolean, goneOwners: readonly string[]): string[] {
  const stacks = catalogue.environments.filter((environment) => !isOnOwnMachine(environment)).map(({ id }) => id);
  return [
    ...(withoutReferenceSystems
      ? [`The reference systems and what only they need are gone (owners: ${goneOwners.join(", ") || "none"}); git has them.`]
      : [
          "The reference systems are still here; they go by hand, or by `git restore .` and `npm run init` with --without-reference-systems.",
        ]),
    "",
    "Next:",
    "  git diff, npm test, commit",
    "  npm run up                    the local stack with the demo",
    "  npm run add -- owner          each further team that answers for services",
    "  npm run add -- system         what you run",
    ...stacks.map((id) => `  read Pulumi.${id}.yaml, then pulumi stack init ${id}; pulumi preview names each secret that is missing`),
  ];
}
