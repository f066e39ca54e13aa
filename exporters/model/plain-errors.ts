import type { z } from "zod";
import { show } from "./units";

const wanted: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const formats: Readonly<Record<string, string>> = {
  url: 'a whole address like "https://example.com/health"',
  email: 'an email address like "team@example.com"',
  starts_with: 'a path that starts with "/"',
};

const short = (value: unknown): string => {
  const text = show(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** What zod would say about a value of the wrong shape, with what was got and what is wanted. */
export function plainError(issue: z.core.$ZodRawIssue): string | undefined {
  const got = `got ${short(issue.input)}`;
  switch (issue.code) {
    case "invalid_type":
      return `${got}; ${wanted[issue.expected] ?? issue.expected} is wanted`;
    case "too_small":
      if (issue.origin === "array") return `got an empty list; at least ${issue.minimum} is wanted`;
      return issue.origin === "string" ? `got an empty text; something must stand here` : `${got}; ${issue.minimum} or more is wanted`;
    case "too_big":
      return `${got}; ${issue.maximum} or less is wanted`;
    case "invalid_format":
      return `${got}; ${formats[issue.format] ?? `something like ${issue.pattern ?? issue.format}`} is wanted`;
    case "invalid_value":
      return `${got}; allowed: ${issue.values.map(show).join(", ")}`;
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return undefined;
  }
}
