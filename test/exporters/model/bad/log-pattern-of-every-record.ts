import { shop, web, type Bad } from "../support";

const written = ["x*", "^", "^$", "(?i)(error)?", ".*", "\\Ax*\\z", "a|"];

export const bad: Bad = {
  input: shop({ ...web, logs: { patterns: written.map((matches, index) => ({ name: `pattern-${index}`, matches })) } }),
  lines: written.map(
    (matches, index) =>
      `systems.shop.services.web.logs.patterns[${index}].matches: got ${JSON.stringify(matches)}; it matches an empty line: describe text that the line must contain`,
  ),
};
