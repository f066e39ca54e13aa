import { z } from "zod";
import { show } from "./units";

/** Words that CEL reserves. If a path contains one as a name, blackbox_exporter refuses its whole configuration file. */
const reserved = new Set(
  "as break const continue else false for function if import in let loop namespace null package return true var void while".split(" "),
);

const namePattern = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** Path of a value in a JSON body: names separated by dots. */
export const jsonPath = z.string().superRefine((text, context) => {
  const word = text.split(".").find((name) => reserved.has(name));
  const message = !namePattern.test(text)
    ? `got ${show(text)}; expected a path of names separated by dots, like "checks.postgres"`
    : word === undefined
      ? undefined
      : `got ${show(text)}; ${show(word)} is a reserved word of CEL, with which blackbox_exporter compares: use keyword or body for this value`;
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** A string that every monitor can compare. Gatus parses `a == b`, splits lists at commas, expands `$`, and treats `*?[]\` as wildcards. */
export const plainText = z.string().regex(/^(?!.* (?:==|!=|<=|>=|<|>) )[^*?[\]\\,$\n]{1,200}$/, {
  error: (issue) =>
    `got ${show(issue.input)}; expected 1 to 200 characters, without any of * ? [ ] \\ , $ and without a comparison like " == ", which not every monitor supports`,
});

/**
 * An expected string in a JSON body. Strings that Gatus does not compare exactly are refused. Gatus removes blanks at both ends of a
 * string, and does not distinguish `"true"` from `true`, `"1"` from `1`, or `"null"` from `null`.
 */
const jsonText = plainText.superRefine((text, context) => {
  const message =
    text.trim() !== text
      ? `got ${show(text)}; Gatus removes blanks at the ends: remove them`
      : /^(true|false|null)$/.test(text) || (text !== "" && Number.isFinite(Number(text)))
        ? `got ${show(text)}; blackbox_exporter compares text and Gatus compares a value: write ${text === "null" ? "another expectation" : `${text} without quotes if the body has the value`}, or use keyword`
        : undefined;
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/**
 * An expected number in a JSON body. Whole numbers above 2^53 - 1 or below -(2^53 - 1) are refused, because JavaScript does not represent
 * all such numbers exactly.
 */
const jsonNumber = z.number().refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value), {
  error: ({ input }) =>
    `got ${show(input)}; allowed: whole numbers up to ${Number.MAX_SAFE_INTEGER}, because larger ones are not exact: use keyword or body for this value`,
});

/** Expected value in a JSON body. */
export const jsonValue = z.union([jsonText, jsonNumber, z.boolean()]);
