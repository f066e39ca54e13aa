import { shop, web, worker, type Bad } from "../support";

const at = (index: number, field: string) => `systems.shop.services.web.logs.patterns[${index}].${field}`;
const long = "a".repeat(501);

export const bad: Bad = {
  input: shop(
    {
      ...web,
      logs: {
        patterns: [
          { name: "Panic", matches: "panic" },
          { name: "level", matches: "panic", level: "warning" },
          { name: "threshold", matches: "panic", threshold: 0 },
          { name: "share", matches: "panic", threshold: 0.5 },
          { name: "wait", matches: "panic", for: "2d" },
          { name: "severity", matches: "panic", severity: "error" },
          { name: "lines", matches: "panic\ngoroutine" },
          { name: "long", matches: long },
          { name: "window", matches: "panic", window: "1h" },
          { name: "nothing" },
        ],
      },
    },
    { ...worker, logs: { patterns: [] } },
  ),
  lines: [
    `${at(0, "name")}: got "Panic"; a name has 1 to 40 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen`,
    `${at(1, "level")}: got "warning"; allowed: debug, error, fatal, info, trace, warn; did you mean "warn"?`,
    `${at(2, "threshold")}: got 0, which is always reached; expected 1 or more records`,
    `${at(3, "threshold")}: got 0.5; expected a whole number of records, 1 or more`,
    `${at(4, "for")}: got 2d; allowed: up to 1d`,
    `${at(5, "severity")}: got "error"; allowed: critical, info, warning`,
    `${at(6, "matches")}: got "panic\\ngoroutine"; expected a single line without control characters: write \\t for a tab, and match one line of the record`,
    `${at(7, "matches")}: got 501 characters; expected at most 500: write a shorter expression, or two patterns`,
    'systems.shop.services.web.logs.patterns[8]: unknown key: got "window"; allowed: for, level, matches, name, severity, threshold',
    `${at(9, "matches")}: got nothing; expected a string`,
    "systems.shop.services.worker.logs.patterns: got an empty list, which has no effect: add a pattern, or remove logs",
  ],
};
