import type { Recording } from "./model";
import { promql } from "./promql";

/**
 * One rule per recorded name: recordings of several instrumentation profiles under one name are joined with `or`, because two rules
 * with the same name count as a mistake. Recordings with extra labels are data and stay separate. A joined rule takes the place of its
 * last part, so that everything it reads is recorded before it.
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
