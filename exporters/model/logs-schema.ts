import { z } from "zod";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";
import { isRe2, matchesEmptyLine } from "./re2";
import { severities } from "./thresholds";
import { duration, formatDuration, show } from "./units";

/** Levels of log records, each with its lowest OpenTelemetry severity number. The highest number of all is 24. */
export const levelNumbers = { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 } as const;
export type LogLevel = keyof typeof levelNumbers;
/** Log levels, least urgent first. */
export const logLevels = Object.keys(levelNumbers) as [LogLevel, ...LogLevel[]];

/** Window in seconds over which alerts count the records that match a pattern. */
export const patternWindow = 300;

/** Longest `for` in seconds. A recording rule applies `min_over_time` to a window of about this length. */
const longestWait = 86_400;

/** Longest regular expression in characters. The gateway matches each record of the service against it. */
const longestPattern = 500;

const matches = z.string().superRefine((text, context) => {
  const refuse = (message: string, got = show(text)) => context.addIssue({ code: "custom", message: `got ${got}; ${message}` });
  if (text.length > longestPattern)
    refuse(`expected at most ${longestPattern}: write a shorter expression, or two patterns`, `${text.length} characters`);
  else if (/[\p{Cc}\u2028\u2029]/u.test(text))
    refuse("expected a single line without control characters: write \\t for a tab, and match one line of the record");
  else if (!isRe2(text)) refuse("expected an RE2 regular expression (no look-ahead, no back reference), like: ^payment [a-z0-9]+ declined");
  else if (matchesEmptyLine(text)) refuse("it matches an empty line: describe text that the line must contain");
});

const threshold = z.int({ error: ({ input }) => `got ${show(input)}; expected a whole number of records, 1 or more` }).min(1, {
  error: ({ input }) => `got ${show(input)}, which is always reached; expected 1 or more records`,
});

const wait = duration.refine((seconds) => seconds <= longestWait, {
  error: ({ input }) => `got ${formatDuration(Number(input))}; allowed: up to ${formatDuration(longestWait)}`,
});

/** A kind of log record about which an alert notifies, such as a message that means lost data. */
export const logPattern = object({
  /** Name of the pattern, unique in its service. It is the value of the label `pattern`. */
  name: nameSchema,
  /**
   * RE2 regular expression that matches a part of the record's message, or a part of its exception's message (the attribute
   * `exception.message`). The gateway masks secrets in the messages first. Case matters, unless the expression begins with `(?i)`.
   */
  matches,
  /** Lowest level of matching records. Default: records of every level match, including records without a level. */
  level: oneOf(logLevels).optional(),
  /** Number of matching records within 5 minutes at which the alert fires. Default: 1. */
  threshold: threshold.default(1),
  /** How long the number must stay at the threshold or above it before the alert fires. Default: the alert fires at once. */
  for: wait.default(0),
  /** Severity of the alert. Default: `warning`. */
  severity: oneOf(severities).default("warning"),
});
/** A parsed pattern of a service. */
export type LogPattern = z.output<typeof logPattern>;
/** A pattern as the catalogue writes it. */
export type LogPatternInput = z.input<typeof logPattern>;

/** Settings for the logs of a service. */
export const logs = object({
  /** Kinds of log records about which an alert notifies. */
  patterns: z.array(logPattern).min(1, { error: "got an empty list, which has no effect: add a pattern, or remove logs" }),
});

/** The error for `logs` on a kind of service whose logs the stack does not receive. */
export const noLogs = (kind: string) => ({
  logs: `got logs on a service of kind ${kind}, whose logs neither the gateway nor a log agent receives: declare the patterns on an http or worker service, or remove logs`,
});

/**
 * Source of the service's logs. With `pushed`, the application pushes its logs over OTLP. With `stdout`, the log agent (`logAgent` of the
 * environment) reads the output of the service's containers. The agent drops the lines of a service with `pushed`. Default: `pushed`.
 */
export const logSource = oneOf(["pushed", "stdout"]).default("pushed");
