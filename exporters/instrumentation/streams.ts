/**
 * Names of the metrics with which an application measures its streams: server-sent events, WebSocket connections and other responses that
 * stay open. Every metric has the label `stream` with the name of the kind of stream. Ages are in seconds.
 */
export const streamMetrics = {
  /** Gauge: number of open streams. */
  active: "streams_active",
  /** Counter of opened streams. */
  opened: "streams_opened_total",
  /** Counter of closed streams. Every reason must start at 0; otherwise Prometheus does not see the first close as an increase. */
  closed: "streams_closed_total",
  /** Gauge: time since the last event of that open stream which has sent none for the longest time. 0 if no stream is open. */
  silence: "streams_silence_seconds",
  /** Name of the label with the kind of stream, as the catalogue declares it. */
  stream: "stream",
  /** Name of the label that says whether a stream was closed as expected: `normal` or `abnormal`. */
  outcome: "outcome",
  normal: "normal",
  abnormal: "abnormal",
  /** Name of the label with the reason of a close. */
  reason: "reason",
  /** The application ended the stream. */
  completed: "completed",
  /** The client closed the stream, or its connection ended. HTTP does not say which. */
  disconnected: "disconnected",
  /** The process of the application is ending. */
  shutdown: "shutdown",
  /** The connection of a WebSocket broke. */
  lost: "lost",
  /** The application failed, or the protocol was violated. */
  error: "error",
} as const;
