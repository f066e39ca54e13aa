import { z } from "zod";
import { show } from "./units";

/**
 * Formats a text for an error message. Characters outside ASCII become code points such as `\u{e9}`, because people may not see or
 * distinguish them.
 */
export const escaped = (text: string): string =>
  show(text).replace(/[^\x20-\x7e]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);

/** Returns what is wrong with a line of text, or undefined. */
function mistakeIn(text: string): string | undefined {
  if (text.trim() === "")
    return text === "" ? "got an empty string; expected 1 or more characters" : `got ${show(text)}; expected a text, not only blanks`;
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return `got ${show(text)}; expected a single line: remove line breaks and control characters`;
  return text.trim() === text ? undefined : `got ${show(text)}; remove the blanks at its ends`;
}

/** Returns why a name is probably not the name that an application reports, or undefined. */
function mistakeInName(text: string): string | undefined {
  const mistake = mistakeIn(text);
  if (mistake !== undefined) return mistake;
  if (/\p{Cf}|[^\S ]/u.test(text)) return `got ${escaped(text)}; it contains an invisible character: write the name again`;
  if (/\p{Script=Latin}/u.test(text) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text))
    return `got ${escaped(text)}; it mixes Latin letters with letters of another script that look the same: write the name again`;
  return undefined;
}

const checked = (mistake: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const message = mistake(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

/** One line of text for people, for example a title. It is not blank and has no blanks at its ends. */
export const line = checked(mistakeIn);

/**
 * A name that must equal the name in an application's metrics, for example the name of a queue. Invisible characters are refused. Latin
 * letters together with Cyrillic or Greek letters are refused, because such letters can look the same.
 */
export const reportedName = checked(mistakeInName);

/** One or more lines of text for people. The text is not blank. */
export const prose = z
  .string()
  .min(1)
  .refine((text) => text === "" || text.trim() !== "", { error: ({ input }) => `got ${show(input)}; expected a text, not only blanks` });

/** Name of a metric. */
export const metricName = z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, {
  error: ({ input }) => `got ${show(input)}; expected a metric name: letters, digits, underscores and colons, not starting with a digit`,
});

/** Name of a label of a metric. */
export const labelName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, {
  error: ({ input }) => `got ${show(input)}; expected a label name: letters, digits and underscores, not starting with a digit`,
});
