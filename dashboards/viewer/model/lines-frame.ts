import { frame, type PlainFrame } from "./frames";

/** A log line with its labels. */
export interface LogLine {
  /** Nanoseconds since 1970. Undefined for a result without a time. */
  readonly at: bigint | undefined;
  readonly line: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Returns one frame of log lines, newest first. Lines without a time keep their order and come last. Empty if there are no lines. */
export function linesFrame(refId: string, lines: readonly LogLine[]): PlainFrame[] {
  if (lines.length === 0) return [];
  const rows = [...lines].sort((a, b) => {
    const [left, right] = [a.at ?? -1n, b.at ?? -1n];
    return left === right ? 0 : left < right ? 1 : -1;
  });
  return [
    frame(refId, [
      { name: "Time", type: "time", values: rows.map(({ at }) => (at === undefined ? null : Number(at / 1_000_000n))), config: {} },
      { name: "Line", type: "string", values: rows.map(({ line }) => line), config: {} },
      { name: "labels", type: "other", values: rows.map(({ labels }) => labels), config: {} },
    ]),
  ];
}
