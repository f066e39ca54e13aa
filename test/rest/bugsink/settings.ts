/** What a test needs to know of an application. */
export interface Application {
  readonly project: string;
  readonly service: string;
  /** Share of transactions sent, 0..1. */
  readonly tracesSampleRate: number;
  /** Whether the SDK may add personal data. */
  readonly sendDefaultPii: boolean;
}

/** A shop of which one half keeps personal data back and the other sends it, each with a sample rate of its own. */
export const applications: readonly Application[] = ["node", "python"].flatMap((kind) => [
  { project: `shop-${kind}-private-production`, service: `${kind}-private`, tracesSampleRate: 1, sendDefaultPii: false },
  { project: `shop-${kind}-open-production`, service: `${kind}-open`, tracesSampleRate: 0.5, sendDefaultPii: true },
]);

/** An application's `.env` file. */
export const fragmentOf = ({ tracesSampleRate, sendDefaultPii }: Application, dsn: string, release: string): string =>
  [
    `SENTRY_DSN=${dsn}`,
    "SENTRY_ENVIRONMENT=production",
    `SENTRY_RELEASE=${release}`,
    `SENTRY_TRACES_SAMPLE_RATE=${tracesSampleRate}`,
    `SENTRY_SEND_DEFAULT_PII=${sendDefaultPii}`,
    "",
  ].join("\n");
