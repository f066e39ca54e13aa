import type { Statements } from "./identity";

/**
 * The gateway marks a span as late if it arrives more than this many minutes after its end. SDKs send a span within seconds after its end.
 */
export const lateMinutes = 5;

/** Attribute of late spans, and label of their span metrics. Its value is `true`. */
export const lateAttribute = "late";

const attribute = `span.attributes["${lateAttribute}"]`;

/**
 * Marks late spans. The gateway counts a span when the span arrives, whatever its age, so span metrics lose no span. Span metrics show a
 * late span at the wrong time. The service graph has no edge for a late span if the other side of the call arrived earlier.
 */
export const lateStatements: readonly Statements[] = [
  {
    context: "span",
    statements: [
      `delete_key(span.attributes, "${lateAttribute}")`,
      `set(${attribute}, "true") where Now() - span.end_time > Duration("${lateMinutes}m")`,
    ],
  },
];
