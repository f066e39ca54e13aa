import type { Statements } from "./identity";
import { literal } from "./ottl";
import { mask, re2Of, replacementOf, secretKeyClues, secretKeys, secretPatterns, type SecretPattern } from "./secrets";

/** Attribute of records, spans and events in which the gateway has masked something, with the value `true`. */
export const maskedAttribute = "masked";

/** Maximum length in bytes of each field in `texts`, such as a span's name. The body and the attributes were limited before. */
const longestText = 16 * 2 ** 10;

/** Data of one OTTL context that can contain a secret. */
interface Place {
  readonly context: "resource" | "scope" | "log" | "span" | "spanevent" | "datapoint";
  /** Fields that are strings. */
  readonly texts: readonly string[];
  /** Field of any type, which becomes text if the data contains a secret. */
  readonly body?: string;
  /** Whether the attribute `masked` stays, so that people see which data was changed. */
  readonly marked: boolean;
}

const resource: Place = { context: "resource", texts: ["resource.schema_url"], marked: false };
const scope: Place = { context: "scope", texts: ["scope.name", "scope.version"], marked: false };
const log: Place = { context: "log", texts: ["log.severity_text", "log.event_name"], body: "log.body", marked: true };
const span: Place = { context: "span", texts: ["span.name", "span.status.message", "span.trace_state"], marked: true };
const event: Place = { context: "spanevent", texts: ["spanevent.name"], marked: true };
/** `masked` does not stay, because the attributes of a data point become labels in Prometheus, where no such label is needed. */
const point: Place = { context: "datapoint", texts: [], marked: false };

const caseless = (source: string): string => literal(re2Of({ source, ignoreCase: true }));
const contains = (text: string, clues: readonly string[]): string =>
  clues.map((clue) => `Index(${text}, ${literal(clue)}) >= 0`).join(" or ");

/** Escape sequences in the JSON of attributes, each with the character that replaces it before the patterns are matched. */
const escapes = [
  ["\\\\u0026", "&"],
  ["\\\\u003[ce]", ">"],
  ["\\\\[nrt]", " "],
] as const;

/** Statements that shorten the fields in `texts`, so that masking one record or span does not need much time. */
const shorten = ({ texts }: Place): string[] =>
  texts.map((text) => `set(${text}, Substring(${text}, 0, ${longestText}, utf8_safe=true)) where Len(${text}) > ${longestText}`);

/** All fields that can contain text, except the attributes. */
const fieldsOf = ({ texts, body }: Place): readonly string[] => (body === undefined ? texts : [body, ...texts]);

/** An OTTL expression that joins all fields, and the values and the names of the attributes as JSON, into one text. */
const contentOf = (place: Place): string =>
  `Concat([${[...fieldsOf(place), `Values(${place.context}.attributes)`, `Keys(${place.context}.attributes)`].join(", ")}], "\\n")`;

/**
 * Statements that shorten the fields in `texts`, and then mark data that contains a secret. Most data contains none, so the statements
 * first look for clues, which is fast.
 */
function find(place: Place): Statements {
  const { context } = place;
  const attributes = `${context}.attributes`;
  const cache = (name: string): string => `${context}.cache["${name}"]`;
  const found = `set(${attributes}["${maskedAttribute}"], "true") where`;
  const clueOf = ({ clue }: SecretPattern): string =>
    "source" in clue ? `IsMatch(${cache("text")}, ${literal(clue.source)})` : contains(cache("lower"), clue);
  const content = contentOf(place);
  const keyClue = contains(cache("lower"), secretKeyClues);
  return {
    context,
    statements: [
      ...shorten(place),
      `delete_key(${attributes}, "${maskedAttribute}")`,
      `set(${cache("text")}, ${content})`,
      // JSON cannot encode numbers such as NaN. If the encoding fails, all values of the attributes become text.
      ...[`flatten(${attributes})`, `stringify_all(${attributes})`, `set(${cache("text")}, ${content})`].map(
        (statement) => `${statement} where ${cache("text")} == nil`,
      ),
      ...escapes.map(
        ([source, meaning]) =>
          `replace_pattern(${cache("text")}, ${literal(source)}, "${meaning}") where Index(${cache("text")}, ${literal("\\")}) >= 0`,
      ),
      `set(${cache("keys")}, String(Keys(${attributes})))`,
      // If the body contains a number that JSON cannot encode, there is still no text. The record is then treated as one with a secret.
      `${found} ${cache("text")} == nil`,
      `set(${cache("lower")}, ToLowerCase(${cache("text")}))`,
      ...secretPatterns.map((pattern) => `${found} (${clueOf(pattern)}) and IsMatch(${cache("text")}, ${literal(re2Of(pattern))})`),
      `${found} (${keyClue}) and (IsMatch(${cache("keys")}, ${caseless(`${secretKeys}[".]`)}) or IsMatch(${cache("text")}, ${caseless(`${secretKeys}":`)}))`,
    ],
  };
}

/** Statements that mask all secrets of the marked data, and then remove the mark. If `marked` is set, changed data keeps the mark. */
function replace(place: Place): Statements {
  const { context, body, marked } = place;
  const attributes = `${context}.attributes`;
  const named = `${context}.cache["named"]`;
  const before = `${context}.cache["before"]`;
  const content = contentOf(place);
  const fields = fieldsOf(place);
  const inValues = (pattern: SecretPattern): string =>
    `replace_all_patterns(${attributes}, "value", ${literal(re2Of(pattern))}, ${literal(replacementOf(pattern))})`;
  const card = secretPatterns.filter(({ clue }) => "source" in clue);
  return {
    context,
    conditions: [`${attributes}["${maskedAttribute}"] == "true"`],
    statements: [
      ...(body === undefined ? [] : [`set(${body}, ${body}.string) where not IsString(${body}) and ${body} != nil`]),
      // Nested attributes get names such as `user.password`.
      `flatten(${attributes})`,
      `set(${before}, ${content})`,
      `set(${named}, ${attributes})`,
      `keep_matching_keys(${named}, ${caseless(`${secretKeys}(?:[.]|$)`)})`,
      `delete_matching_keys(${attributes}, ${caseless(`${secretKeys}(?:[.]|$)`)})`,
      `stringify_all(${named})`,
      `replace_all_patterns(${named}, "value", ${literal("(?s)^.+$")}, "${mask}")`,
      `merge_maps(${attributes}, ${named}, "upsert")`,
      ...secretPatterns.flatMap((pattern) => [
        ...fields.map((field) => `replace_pattern(${field}, ${literal(re2Of(pattern))}, ${literal(replacementOf(pattern))})`),
        inValues(pattern),
        `replace_all_patterns(${attributes}, "key", ${literal(re2Of(pattern))}, ${literal(replacementOf(pattern))})`,
      ]),
      // A card number can also be the value of a numeric attribute. `replace_all_patterns` changes only strings, so these values become
      // strings first.
      ...card.flatMap((pattern) => [
        `stringify_all(${attributes}) where IsMatch(Values(${attributes}), ${literal(re2Of(pattern))})`,
        inValues(pattern),
      ]),
      `delete_key(${attributes}, "${maskedAttribute}")${marked ? ` where ${before} == ${content}` : ""}`,
    ],
  };
}

const masking = (...places: readonly Place[]): Statements[] => places.flatMap((place) => [find(place), replace(place)]);

/**
 * The transform processor that masks secrets. It comes after the processors that set identity and level. An error stops only one statement
 * for one record, and is not logged. A log record whose text cannot be computed is treated as one that contains a secret. The Collector
 * cannot change attributes of span links and of exemplars.
 */
export const redaction = {
  error_mode: "silent",
  log_statements: masking(resource, scope, log),
  trace_statements: masking(resource, scope, span, event),
  metric_statements: masking(resource, point),
} as const;
