import type { Statements } from "./identity";
import { literal, record } from "./ottl";

/** Scratch variables of one record: the parsed fields of its line, and the text of its level. */
const fields = 'log.cache["fields"]';
const level = 'log.cache["level"]';
const field = (name: string): string => `${fields}[${literal(name)}]`;

/** Maximum number of fields: a line of JSON or logfmt with more fields stays text. The gateway keeps at most 64 attributes of a record. */
const maxFields = 50;

/** A line that starts and ends with braces, as a JSON object does. */
const json = "(?s)^\\s*\\{.*\\}\\s*$";
const pair = (name: string): string => `${name}=(?:"(?:[^"\\\\]|\\\\.)*"|[^\\s"']*)`;
const anyPair = pair("[A-Za-z_][\\w.-]*");
/** A line of only logfmt pairs, of which at least one is the level or the message. */
export const logfmt = `^(?:${anyPair}\\s+)*${pair("(?:level|lvl|severity|msg|message)")}(?:\\s+${anyPair})*\\s*$`;

const levelNames = ["level", "severity", "lvl", "loglevel", "log_level", "levelname", "log.level"];
const messageNames = ["msg", "message", "event", "short_message"];
const traceNames = ["trace_id", "traceId", "traceID", "trace.id"];
const spanNames = ["span_id", "spanId", "spanID", "span.id"];

/** Levels with their severity number, the texts that libraries write, and the number that pino and bunyan write. */
const levels = [
  { severity: 1, text: "trace|finest|silly", number: 10 },
  { severity: 5, text: "debug|fine|verbose", number: 20 },
  { severity: 9, text: "info|information|informational|notice|log", number: 30 },
  { severity: 13, text: "warn|warning", number: 40 },
  { severity: 17, text: "err|error|severe", number: 50 },
  { severity: 21, text: "fatal|critical|crit|alert|emerg|emergency|panic|dpanic", number: 60 },
] as const;

/**
 * A level in a line that is neither JSON nor logfmt: a separate word in capitals, or a word in square brackets, within the first 100
 * characters.
 */
export const levelInText =
  "^(?:.{0,100}[\\s|])??(?:\\[?(?P<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|PANIC)\\]?(?:[\\s:|,]|$)|\\[(?P<bracketed>trace|debug|info|notice|warn|warning|error|crit|alert|emerg|fatal)\\])";
/** First line of an exception without a level: Python, Go, Java, Node.js. */
export const exception =
  "^(?:Traceback \\(most recent call last\\):|panic: |fatal error: |Exception in thread |Uncaught |(?:[A-Za-z_$][\\w$]*\\.)*(?:[A-Z]\\w*)?(?:Error|Exception)(?: \\[\\w+\\])?(?::|\\n))";

const isText = (path: string): string => `IsString(${path}) and ${path} != ""`;
/** Returns one statement for each name. The statement of the first name comes last, so the first name that a line has wins. */
const firstOf = (names: readonly string[], statement: (value: string) => string): string[] =>
  [...names].reverse().map((name) => statement(field(name)));
const unparsed = `${fields} == nil and IsString(log.body)`;

/**
 * Statements that parse a line of JSON or logfmt: the level, the trace and the message become fields of the record, and all other fields
 * become attributes. Lines of other formats stay as they are. Only their level is read.
 */
export const parseStatements: readonly Statements[] = [
  {
    context: "log",
    statements: [
      `set(${fields}, ParseJSON(log.body)) where IsString(log.body) and IsMatch(log.body, ${literal(json)})`,
      `set(${fields}, ParseKeyValue(log.body, "=", " ")) where ${unparsed} and IsMatch(log.body, ${literal(logfmt)})`,
      `replace_all_patterns(${fields}, "value", ${literal('\\\\"')}, ${literal('"')}) where IsMap(${fields}) and not IsMatch(log.body, ${literal(json)})`,
      `delete_key(log.cache, "fields") where IsMap(${fields}) and Len(${fields}) > ${maxFields}`,

      ...firstOf(levelNames, (value) => `set(${level}, ${value}) where ${isText(value)}`),
      ...levels.map(({ severity, number }) => `set(log.severity_number, ${severity}) where ${field("level")} == ${number}`),
      `set(${level}, ExtractPatterns(log.body, ${literal(levelInText)})["level"]) where ${unparsed} and IsMatch(log.body, ${literal(levelInText)})`,
      `set(${level}, ExtractPatterns(log.body, ${literal(levelInText)})["bracketed"]) where ${unparsed} and ${level} == "" and IsMatch(log.body, ${literal(levelInText)})`,
      `set(${level}, "ERROR") where ${unparsed} and ${level} == nil and IsMatch(log.body, ${literal(exception)})`,
      `set(log.severity_text, ${level}) where ${isText(level)}`,
      ...levels.map(
        ({ severity, text }) => `set(log.severity_number, ${severity}) where IsMatch(log.severity_text, ${literal(`(?i)^(?:${text})$`)})`,
      ),

      ...firstOf(
        traceNames,
        (value) => `set(log.trace_id.string, ${value}) where IsString(${value}) and IsMatch(${value}, "^[0-9a-f]{32}$$")`,
      ),
      ...firstOf(
        spanNames,
        (value) => `set(log.span_id.string, ${value}) where IsString(${value}) and IsMatch(${value}, "^[0-9a-f]{16}$$")`,
      ),
      `set(${record("exception.message")}, ${field("err")}["message"]) where IsMap(${field("err")}) and ${field("err")}["message"] != nil`,
      `set(${record("exception.stacktrace")}, ${field("err")}["stack"]) where IsMap(${field("err")}) and ${field("err")}["stack"] != nil`,

      ...firstOf(messageNames, (value) => `set(log.body, ${value}) where ${isText(value)}`),
      // Remove the fields whose values are now in the record itself.
      ...levelNames.map((name) => `delete_key(${fields}, ${literal(name)}) where IsMap(${fields}) and ${field(name)} == ${level}`),
      ...traceNames.map(
        (name) => `delete_key(${fields}, ${literal(name)}) where IsMap(${fields}) and ${field(name)} == log.trace_id.string`,
      ),
      ...spanNames.map((name) => `delete_key(${fields}, ${literal(name)}) where IsMap(${fields}) and ${field(name)} == log.span_id.string`),
      ...messageNames.map((name) => `delete_key(${fields}, ${literal(name)}) where IsMap(${fields}) and ${field(name)} == log.body`),
      `merge_maps(log.attributes, ${fields}, "insert") where IsMap(${fields})`,
      // A line must not claim to be from another service. Only the agent needs `log.file.path` and `log.source`.
      `delete_matching_keys(log.attributes, "^(service\\\\.(name|namespace|instance\\\\.id)|log\\\\.(file\\\\.path|source))$$")`,
    ],
  },
];
