import type { Recording } from "./model";
import { promql } from "./promql";

/**
 * Merges recording rules so that each name is recorded by one rule. Several instrumentation profiles may record the same name. Their
 * expressions are joined with `or`, because `promtool check rules` reports two rules with the same name and labels as an error. Rules with
 * labels are not merged, because their labels differ. A merged rule takes the position of its last part, so that it comes after the rules
 * that record the series that it reads.
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
