import type { Statements } from "./identity";

/** Age in minutes of a span at its arrival from which the gateway marks it as late. SDKs send a span within seconds after its end. */
export const lateMinutes = 5;

/** Attribute of late spans, and label of their span metrics. Its value is `true`. */
export const lateAttribute = "late";

const attribute = `span.attributes["${lateAttribute}"]`;

/**
 * Marks late spans. The gateway counts a span when it arrives, whatever its age, so span metrics lose no span. They show a late span at the
 * wrong time, and the service graph has no edge for it if the other side of the call arrived earlier.
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
