/** How a profile tells a failed request from a good one: a label and a regular expression that matches the whole value. */
export interface LabelMatch {
  readonly label: string;
  readonly pattern: string;
}

/** Raw names by which one library exposes HTTP server metrics. Durations are in seconds. */
export interface HttpProfile {
  readonly id: string;
  readonly signal: "http";
  /** How the numbers arrive: Prometheus scrapes them, or the application pushes OTLP. */
  readonly transport: "scrape" | "otlp";
  /** Histogram base name, without `_bucket`. */
  readonly duration: string;
  /** Counter of requests; it carries the status and route labels. */
  readonly requests: string;
  readonly failed: LabelMatch;
  readonly route: string;
  /** Histogram bounds when the service declares none, in seconds. */
  readonly defaultBuckets: readonly number[];
}

/** Raw names by which one library or exporter exposes a job queue. */
export interface QueueProfile {
  readonly id: string;
  readonly signal: "queue";
  /** Gauge of jobs that wait and could run now. */
  readonly waiting: string;
  readonly waitingMatch: readonly LabelMatch[];
  /** Label that names the queue. */
  readonly queue: string;
  /** Regular expression whose first group is the queue's name within that label; the whole value by default. */
  readonly queuePattern: string;
  readonly completed: string;
  readonly completedMatch: readonly LabelMatch[];
  readonly failed: string;
  readonly failedMatch: readonly LabelMatch[];
  readonly oldestAge: string;
  readonly oldestAgeMatch: readonly LabelMatch[];
  /** Unix time of the last turn of the worker's loop. */
  readonly heartbeat?: string;
  /** Where there is no such time: a series that is there only while a worker shows itself. */
  readonly alive?: string;
  readonly aliveMatch?: readonly LabelMatch[];
  /** Whose totals they are: the queue's, or of the worker that wrote last, so that workers of one queue take turns. */
  readonly totals: "queue" | "worker";
  /** Every replica reports the same shared numbers, so replicas are combined by maximum, never by sum. */
  readonly shared: true;
}
