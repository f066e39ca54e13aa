import { shop, web, type Bad } from "../support";

const written = ["(?!ok)", "(a)\\1", "(", "[]a]", "[a-\\d]", "(a{100}){11}", "\\C", "", "\\p", "x\\x1"];

export const bad: Bad = {
  input: shop({ ...web, logs: { patterns: written.map((matches, index) => ({ name: `pattern-${index}`, matches })) } }),
  lines: written.map(
    (matches, index) =>
      `systems.shop.services.web.logs.patterns[${index}].matches: got ${JSON.stringify(matches)}; expected an RE2 regular expression (no look-ahead, no back reference), like: ^payment [a-z0-9]+ declined`,
  ),
};
