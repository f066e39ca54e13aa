import { frame, type PlainFrame } from "./frames";
import { traceHash } from "./trace-link";

/** A trace in a list of traces. */
export interface TraceSummary {
  readonly id: string;
  /** Start in milliseconds since 1970. */
  readonly at: number;
  /** Service and name of the root span. */
  readonly service: string;
  readonly name: string;
  /** Milliseconds. */
  readonly duration: number;
}

/** Link that opens a trace on the page. */
const links = [{ title: "Open the trace", url: traceHash("${__value.raw}") }];

/** Returns one frame with a table of traces, newest first. Returns no frame if there are no traces. */
export function tracesFrame(refId: string, traces: readonly TraceSummary[]): PlainFrame[] {
  if (traces.length === 0) return [];
  const rows = [...traces].sort((a, b) => b.at - a.at);
  return [
    frame(refId, [
      { name: "Trace ID", type: "string", values: rows.map(({ id }) => id), config: { links } },
      { name: "Start time", type: "time", values: rows.map(({ at }) => at), config: {} },
      { name: "Service", type: "string", values: rows.map(({ service }) => service), config: {} },
      { name: "Name", type: "string", values: rows.map(({ name }) => name), config: {} },
      { name: "Duration", type: "number", values: rows.map(({ duration }) => duration), config: { unit: "ms" } },
    ]),
  ];
}
