import type { z } from "zod";
import { show } from "./units";

const expected: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const formats: Readonly<Record<string, string>> = {
  url: 'a full URL like "https://example.com/health"',
  email: 'an email address like "team@example.com"',
  starts_with: 'a path that starts with "/"',
};

const short = (value: unknown): string => {
  const text = show(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/**
 * Returns the error for a value of the wrong type, size or format, for a value that is not allowed, or for an invalid key: what was
 * written, and what is expected. Undefined for other issues.
 */
export function plainError(issue: z.core.$ZodRawIssue): string | undefined {
  const got = `got ${short(issue.input)}`;
  switch (issue.code) {
    case "invalid_type":
      return `${got}; expected ${expected[issue.expected] ?? issue.expected}`;
    case "too_small":
      if (issue.origin === "array") return `got an empty list; expected ${issue.minimum} or more entries`;
      return issue.origin === "string" ? "got an empty string; expected 1 or more characters" : `${got}; expected ${issue.minimum} or more`;
    case "too_big":
      return `${got}; expected ${issue.maximum} or less`;
    case "invalid_format":
      return `${got}; expected ${formats[issue.format] ?? `something like ${issue.pattern ?? issue.format}`}`;
    case "invalid_value":
      return `${got}; allowed: ${issue.values.map(show).join(", ")}`;
    case "invalid_key":
      return issue.issues[0]?.message;
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_union":
    case "invalid_element":
    case "custom":
      return undefined;
  }
}
