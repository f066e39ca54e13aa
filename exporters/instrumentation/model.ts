/** A label and a regular expression that must match the label's whole value. */
export interface LabelMatch {
  readonly label: string;
  readonly pattern: string;
}

/** Names of the HTTP server metrics of one library. Durations are in seconds. */
export interface HttpProfile {
  readonly id: string;
  readonly signal: "http";
  /** How Prometheus receives the metrics: it scrapes the application, or the application pushes over OTLP. */
  readonly transport: "scrape" | "otlp";
  /** Base name of the duration histogram, without `_bucket`. */
  readonly duration: string;
  /** Name of the request counter, which has the labels for status and route. */
  readonly requests: string;
  /** False if only the histogram has a label with the route, so that traffic and errors are not known by route. Default: true. */
  readonly countsRoutes?: boolean;
  readonly failed: LabelMatch;
  readonly route: string;
  /** Default histogram bounds, in seconds. */
  readonly defaultBuckets: readonly number[];
}

/** Names of the job queue metrics of one library or exporter. */
export interface QueueProfile {
  readonly id: string;
  readonly signal: "queue";
  /** Name of the gauge of waiting jobs that could run now. */
  readonly waiting: string;
  readonly waitingMatch: readonly LabelMatch[];
  /** Name of the label that contains the queue's name. */
  readonly queue: string;
  /**
   * Regular expression for the value of the label that the field `queue` names. The first group is the queue's name. `(.*)` takes the whole
   * value.
   */
  readonly queuePattern: string;
  readonly completed: string;
  readonly completedMatch: readonly LabelMatch[];
  readonly failed: string;
  readonly failedMatch: readonly LabelMatch[];
  readonly oldestAge: string;
  readonly oldestAgeMatch: readonly LabelMatch[];
  /** Name of the gauge with the Unix time of the latest iteration of the worker's loop. */
  readonly heartbeat?: string;
  /** Name of a series that exists only while a worker is alive. Set it only without `heartbeat`. */
  readonly alive?: string;
  readonly aliveMatch?: readonly LabelMatch[];
  /** What the totals of completed and failed jobs count: all jobs of the queue, or only the jobs of one worker. */
  readonly totals: "queue" | "worker";
  /**
   * Regular expression for the value of the label that the field `queue` names. The first group is the name of the worker that wrote the
   * totals. Undefined if the totals name no worker.
   */
  readonly workerPattern?: string;
  /** Name of the gauge of live workers. Undefined if Prometheus scrapes each worker. */
  readonly workers?: string;
  readonly workersMatch?: readonly LabelMatch[];
  /** Name of the gauge that is 1 while the queue is paused. Undefined if queues cannot be paused. */
  readonly paused?: string;
  /** Every replica reports the same values, so rules combine replicas with `max`, never with `sum`. */
  readonly shared: true;
}
