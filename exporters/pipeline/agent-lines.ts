import { literal } from "./ottl";

/** An operator of the Collector's `file_log` receiver. */
export type Operator = Readonly<Record<string, unknown>> & { readonly type: string };

/** A record above this size in bytes gets no further lines. A longer line becomes several records. Loki refuses lines above 256 KiB. */
export const maxRecordBytes = 128 * 1024;

/** Attribute with the source of a line: its file and its stream. Only lines of the same source are joined. */
const source = 'attributes["log.source"]';

/** Returns an operator that sets the source of a line. `stream` is an expression for the stream. */
export const withSource = (stream: string): Operator => ({
  type: "add",
  field: source,
  value: `EXPR(attributes["log.file.path"] + " " + string(${stream} ?? ""))`,
});

/**
 * Returns an operator that joins lines of one source. `when` contains its setting `is_first_entry` or `is_last_entry`. Lines for which the
 * expression `only` is false pass at once.
 */
const joined = (when: object, only: string): Operator => ({
  type: "recombine",
  combine_field: "body",
  combine_with: "\n",
  source_identifier: source,
  max_log_size: maxRecordBytes,
  force_flush_period: "1s",
  ...when,
  if: only,
});

/** Returns an operator that joins the parts of 16 KiB into which Docker splits a long line. Only the last part ends with a line break. */
export const joinedParts = (body: string): Operator => ({
  type: "recombine",
  combine_field: body,
  combine_with: "",
  is_last_entry: `${body} endsWith "\\n"`,
  source_identifier: source,
  max_log_size: maxRecordBytes,
  max_unmatched_batch_size: 0,
  force_flush_period: "5s",
});

/** A whole JSON object in one line. It is never a part of a stack trace. */
export const wholeJson = "^\\{.*\\}\\s*$";

/**
 * A line that continues the line before: an indented line, a line that begins with a closing bracket, or an empty line. Stack traces of
 * Node.js, Java, Python and Go have such lines, and so does JSON over several lines. The pattern also matches the lines between the
 * exceptions of a chain.
 */
export const continuation =
  "^(?:\\s|$|[}\\])]|Caused by: |During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)";

/** First line of a Go panic. */
export const goPanic = "^(?:panic: |fatal error: )";
/** A record that continues a Go panic: a signal, a goroutine, or a function with its file. The indented lines have already been joined. */
export const goFrame = "^(?:goroutine \\d+ \\[|\\[signal |(?:created by )?\\S+(?:\\(.*\\)| in goroutine \\d+)\\n\\t\\S+:\\d+)";

/** A record of a Python traceback without its last line, which names the exception. */
export const openTraceback =
  "(?s)^Traceback \\(most recent call last\\):|(?:another exception occurred|direct cause of the following exception):\\s*$";

const matches = (pattern: string): string => `body matches ${literal(pattern)}`;

/**
 * Operators that join each stack trace into one record, and drop colours and empty lines. Each operator that joins lines waits up to a
 * second for the continuation of a line. A line of JSON does not wait.
 */
export const joinedTraces: readonly Operator[] = [
  { type: "regex_replace", field: "body", regex_name: "ansi_control_sequences", if: 'body contains "\\u001b["' },
  joined({ is_first_entry: `not (${matches(continuation)})` }, `not (${matches(wholeJson)})`),
  joined({ is_first_entry: matches(goPanic) }, `${matches(goPanic)} or ${matches(goFrame)}`),
  // Only an open traceback waits for its last line. Every other record is a last entry, so it passes at once.
  joined({ is_last_entry: `not (${matches(openTraceback)})` }, `not (${matches(wholeJson)})`),
  { type: "filter", expr: matches("^\\s*$") },
];
