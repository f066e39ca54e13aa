import type { Recording } from "./model";
import { promql } from "./promql";

/**
 * One rule per recorded name: what several instrumentation profiles record under one name is joined by `or`, because Prometheus
 * reads two rules of one name as a mistake. Recordings with labels of their own are data and stay apart. A joined rule stands where
 * its last part stood, so that everything it reads is recorded before it.
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
