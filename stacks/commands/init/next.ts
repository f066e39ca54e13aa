import { isOnOwnMachine } from "../../../exporters/model/public-url";
import type { Catalogue } from "../../../exporters/model/catalogue";

/** Lines for the terminal: what happened to the reference systems, and the next steps. */
export function nextLines(catalogue: Catalogue, withoutReferenceSystems: boolean, goneOwners: readonly string[]): string[] {
  const stacks = catalogue.environments.filter((environment) => !isOnOwnMachine(environment)).map(({ id }) => id);
  return [
    ...(withoutReferenceSystems
      ? [
          `The reference systems and everything that only they need were removed (owners: ${goneOwners.join(", ") || "none"}); they are still in git.`,
        ]
      : [
          "The reference systems are still here. Remove them by hand, or run `git restore .` and `npm run init` with --without-reference-systems.",
        ]),
    "",
    "Next:",
    "  git diff, npm test, commit",
    "  npm run up                    the local stack with the demo",
    "  npm run add -- owner          for each further team that owns services",
    "  npm run add -- system         for each system that you run",
    ...stacks.map((id) => `  read Pulumi.${id}.yaml, then pulumi stack init ${id}; pulumi preview lists each missing secret`),
  ];
}
