import type { Statements } from "./identity";

/** A span is late if it arrives more than this many minutes after its end. SDKs send a span within seconds after its end. */
export const lateMinutes = 5;

/** Attribute of late spans and label of their span metrics, with the value `true`. */
export const lateAttribute = "late";

const attribute = `span.attributes["${lateAttribute}"]`;

/**
 * Statements that mark late spans. The gateway counts each span when it arrives, so span metrics lose no span but show a late span at the
 * wrong time. The service graph has an edge for a late span only if the span of the other side of the call arrives at about the same time.
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
