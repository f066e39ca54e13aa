import type { Recording } from "./model";
import { promql } from "./promql";

/**
 * Merges recording rules that have the same name and no labels, for example those of several instrumentation profiles. Their expressions
 * are joined with `or`, because `promtool check rules` reports duplicate rules. A merged rule takes the position of its last part, so that
 * it comes after the rules whose series it reads.
 */
export function mergeRecordings(recordings: readonly Recording[]): Recording[] {
  const parts = new Map<string, Recording>();
  for (const recording of recordings) {
    if (recording.labels !== undefined) continue;
    const name = recording.record.text;
    const before = parts.get(name);
    parts.delete(name);
    parts.set(
      name,
      before === undefined
        ? recording
        : {
            record: recording.record,
            expr: promql`
      ${before.expr}
        or
      ${recording.expr}`,
          },
    );
  }
  const last = new Map([...recordings].map((recording, index) => [recording.record.text, index]));
  return recordings.flatMap((recording, index) => {
    if (recording.labels !== undefined) return [recording];
    if (last.get(recording.record.text) !== index) return [];
    return [parts.get(recording.record.text) ?? recording];
  });
}
