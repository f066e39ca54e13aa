/** How a profile distinguishes failed requests: a label and a regular expression that matches the whole value. */
export interface LabelMatch {
  readonly label: string;
  readonly pattern: string;
}

/** Names of the HTTP server metrics of one library. Durations are in seconds. */
export interface HttpProfile {
  readonly id: string;
  readonly signal: "http";
  /** How metrics arrive: Prometheus scrapes them, or the application pushes them over OTLP. */
  readonly transport: "scrape" | "otlp";
  /** Histogram base name, without `_bucket`. */
  readonly duration: string;
  /** Counter of requests, with the status and route labels. */
  readonly requests: string;
  readonly failed: LabelMatch;
  readonly route: string;
  /** Default histogram bounds, in seconds. */
  readonly defaultBuckets: readonly number[];
}

/** Names of the job queue metrics of one library or exporter. */
export interface QueueProfile {
  readonly id: string;
  readonly signal: "queue";
  /** Gauge of waiting jobs that could run now. */
  readonly waiting: string;
  readonly waitingMatch: readonly LabelMatch[];
  /** Label with the queue's name. */
  readonly queue: string;
  /** Regular expression whose first group is the queue's name within that label. Default: the whole value. */
  readonly queuePattern: string;
  readonly completed: string;
  readonly completedMatch: readonly LabelMatch[];
  readonly failed: string;
  readonly failedMatch: readonly LabelMatch[];
  readonly oldestAge: string;
  readonly oldestAgeMatch: readonly LabelMatch[];
  /** Unix time of the last iteration of the worker's loop. */
  readonly heartbeat?: string;
  /** Where there is no heartbeat: a series that exists only while a worker is alive. */
  readonly alive?: string;
  readonly aliveMatch?: readonly LabelMatch[];
  /** Scope of the totals: the queue, or the worker that wrote last, so that workers of one queue take turns. */
  readonly totals: "queue" | "worker";
  /** Every replica reports the same shared values, so replicas are combined with `max`, never `sum`. */
  readonly shared: true;
}
