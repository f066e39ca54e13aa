import type { Series } from "./notation";
import { seriesOf, upOf, type Target } from "./targets";
import { counter, gauge, type Timeline } from "./timeline";
import type { Service } from "../names";

/** Traffic of one instance. Shares are of all requests. All other requests get status 200. Only slow requests take longer than 40 ms. */
export interface Load {
  /** Requests per second. */
  readonly rps: number;
  /** Share of requests with status 500. */
  readonly failed?: number;
  /** Share of requests with status 404. */
  readonly notFound?: number;
  /** Share of requests with status 200 after `slowSeconds`. */
  readonly slow?: number;
  /** Duration of slow responses in seconds. Default: 3. */
  readonly slowSeconds?: number;
}

interface Spelling {
  readonly duration: string;
  readonly counted: string;
  readonly statusLabel: string;
  readonly status: (code: string) => string;
  readonly routeLabel: string;
  readonly methodLabel: string;
  /** Whether buckets have the status label. */
  readonly statusOnBuckets: boolean;
  readonly le: (bound: number) => string;
}
const scrapedBound = (bound: number): string => (Number.isInteger(bound) ? `${bound}.0` : String(bound));
const library = { duration: "http_request_duration_seconds", methodLabel: "method", le: scrapedBound } as const;
const spellings = {
  "prom-client": {
    ...library,
    counted: "http_request_duration_seconds_count",
    statusLabel: "status_code",
    status: (code) => code,
    routeLabel: "route",
    statusOnBuckets: true,
  },
  "fastapi-instrumentator": {
    ...library,
    counted: "http_requests_total",
    statusLabel: "status",
    status: (code) => `${code.charAt(0)}xx`,
    routeLabel: "handler",
    statusOnBuckets: false,
  },
  opentelemetry: {
    duration: "http_server_request_duration_seconds",
    counted: "http_server_request_duration_seconds_count",
    statusLabel: "http_response_status_code",
    status: (code) => code,
    routeLabel: "http_route",
    methodLabel: "http_request_method",
    statusOnBuckets: true,
    le: String,
  },
} as const satisfies Record<string, Spelling>;
export type Library = keyof typeof spellings;

/** Bounds of the histograms. There are few bounds, because each bound adds a series. */
const bounds = [0.1, 1, 2, 5, 10, Infinity] as const;
const label = (spelling: Spelling, bound: number): string => (bound === Infinity ? "+Inf" : spelling.le(bound));

interface Answer {
  readonly code: string;
  readonly rate: (load: Load) => number;
  readonly slow: boolean;
}
const answers: readonly Answer[] = [
  { code: "200", slow: false, rate: ({ rps, failed = 0, notFound = 0, slow = 0 }) => rps * (1 - failed - notFound - slow) },
  { code: "200", slow: true, rate: ({ rps, slow = 0 }) => rps * slow },
  { code: "404", slow: false, rate: ({ rps, notFound = 0 }) => rps * notFound },
  { code: "500", slow: false, rate: ({ rps, failed = 0 }) => rps * failed },
];
const within = (answer: Answer, load: Load, bound: number): boolean => bound >= (answer.slow ? (load.slowSeconds ?? 3) : 0.04);

/**
 * Whether a kind of response occurs in the trace. A kind that does not occur has no series, as in a client library that creates series at
 * first use.
 */
const happens = (timeline: Timeline<Load>, of: readonly Answer[]): boolean =>
  timeline.some(({ load }) => of.some(({ rate }) => rate(load) > 0));

/** Requests that an instance served before the trace. A new instance served none. */
export interface Past {
  readonly requests?: number;
  readonly failed?: number;
}

/** Returns the request counters and the duration buckets of one route of one instance. */
export function requests(
  target: Target,
  spelled: Library,
  timeline: Timeline<Load>,
  every: number,
  { route = "/orders", past = {} }: { route?: string; past?: Past } = {},
): readonly Series[] {
  const spelling: Spelling = spellings[spelled];
  const common = { [spelling.routeLabel]: route, [spelling.methodLabel]: "GET" };
  const before = (code: string): number => (code === "200" ? (past.requests ?? 0) : code === "500" ? (past.failed ?? 0) : 0);
  const summed =
    (of: readonly Answer[], bound: number) =>
    (load: Load): number =>
      of.filter((answer) => within(answer, load, bound)).reduce((sum, { rate }) => sum + rate(load), 0);

  const codes = ["200", "404", "500"].filter(
    (code) =>
      before(code) > 0 ||
      happens(
        timeline,
        answers.filter((each) => each.code === code),
      ),
  );
  const counts = codes.map((code) => {
    const of = answers.filter((answer) => answer.code === code);
    const samples = counter(timeline, every, summed(of, Infinity), { from: before(code) });
    return seriesOf(target, spelling.counted, samples, { ...common, [spelling.statusLabel]: spelling.status(code) });
  });
  const groups = spelling.statusOnBuckets ? codes.map((code) => [code]) : [codes];
  const buckets = groups.flatMap((group) =>
    bounds.map((bound) => {
      const of = answers.filter(({ code }) => group.includes(code));
      const from = group.reduce((sum, code) => sum + before(code), 0);
      const samples = counter(timeline, every, summed(of, bound), { from, birth: "at-zero" });
      const status = spelling.statusOnBuckets ? { [spelling.statusLabel]: spelling.status(group[0] ?? "") } : {};
      return seriesOf(target, `${spelling.duration}_bucket`, samples, { ...common, ...status, le: label(spelling, bound) });
    }),
  );
  return [...counts, ...buckets];
}

/** Returns a pod that Kubernetes discovery found. `number` is the last part of its address. */
export const pod = (service: Service, number: number): Target => ({
  service,
  job: "kubernetes-services",
  instance: `10.0.0.${number}:9464`,
  more: { instrumentation: "prom-client" },
});

/** Returns all series of a scraped HTTP instance: `up`, its requests and its memory. */
export function httpInstance(
  target: Target,
  timeline: Timeline<Load>,
  every: number,
  options: { spelled?: Library; route?: string; past?: Past } = {},
): readonly Series[] {
  return [
    upOf(target, timeline, every),
    ...requests(target, options.spelled ?? "prom-client", timeline, every, options),
    seriesOf(
      target,
      "process_resident_memory_bytes",
      gauge(timeline, every, () => 150e6),
    ),
  ];
}
