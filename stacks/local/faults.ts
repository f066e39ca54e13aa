import { demoSocketFolder } from "../../exporters/programs/demo";
import { postgres } from "../../exporters/programs/postgres";
import { containerOf, docker } from "./docker";

/** The alert that a fault must trigger. */
export interface Expected {
  readonly alertname: string;
  readonly severity: string;
  /** Labels that the notification must have. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A real fault that a drill causes in the demo. */
export interface Fault {
  readonly name: string;
  /** Describes in one line what breaks. */
  readonly title: string;
  readonly expected: Expected;
  readonly break: (stack: string) => Promise<void>;
  readonly repair: (stack: string) => Promise<void>;
  /** Number of the wave. The faults of a wave run in parallel, because they do not affect each other's alerts. */
  readonly wave: number;
}

type Params = Readonly<Record<string, number>>;

/**
 * Settles when the latest call of `switchFault` has ended. The calls run one after another, because each call starts Node inside a
 * container with a memory limit.
 */
let lastSwitch: Promise<unknown> = Promise.resolve();

/** Switches a fault of a demo program on or off, by an HTTP request inside its container, so no port needs to be published. */
async function switchFault(stack: string, workload: string, fault: string, on: boolean, params: Params = {}): Promise<void> {
  const run = async (): Promise<void> => {
    await docker("exec", await containerOf(stack, workload), "node", "/app/app.js", "fault", fault, JSON.stringify({ on, ...params }));
  };
  const mine = lastSwitch.then(run, run);
  lastSwitch = mine;
  await mine;
}

const inApp = (workload: string, fault: string, params: Params = {}) => ({
  break: (stack: string) => switchFault(stack, workload, fault, true, params),
  repair: (stack: string) => switchFault(stack, workload, fault, false),
});

const stopped = (workload: string) => ({
  break: async (stack: string): Promise<void> => {
    await docker("stop", "--time", "3", await containerOf(stack, workload));
  },
  repair: async (stack: string): Promise<void> => {
    await docker("start", await containerOf(stack, workload));
  },
});

const replay = (verb: "pause" | "resume") => async (stack: string) => {
  const psql = `PATH="$PATH:/usr/lib/postgresql/${postgres.version}/bin" psql --no-psqlrc --quiet --host ${demoSocketFolder} --username postgres --dbname postgres --command 'select pg_wal_replay_${verb}()'`;
  await docker("exec", await containerOf(stack, "postgres-replica"), "sh", "-c", psql);
};

const demo = (service: string) => ({ system: "demo", service });

/** All faults, sorted by wave. */
export const faults: readonly Fault[] = [
  {
    name: "http-errors",
    title: "half of the requests to orders return 500",
    expected: { alertname: "HttpErrorRatioHigh", severity: "critical", labels: demo("orders") },
    ...inApp("orders", "http-errors", { share: 0.5 }),
    wave: 1,
  },
  {
    name: "queue-stuck",
    title: "the worker stops processing jobs while 150 arrive",
    expected: { alertname: "QueueDepthHigh", severity: "critical", labels: demo("orders-worker") },
    break: async (stack) => {
      await switchFault(stack, "orders-worker", "queue-stuck", true);
      await switchFault(stack, "orders", "queue-stuck", true);
    },
    repair: async (stack) => {
      await switchFault(stack, "orders", "queue-stuck", false);
      await switchFault(stack, "orders-worker", "queue-stuck", false);
    },
    wave: 1,
  },
  {
    name: "replica-paused",
    title: "the standby stops replaying while the primary writes",
    expected: { alertname: "PostgresReplicationLagHigh", severity: "warning", labels: demo("postgres-replica") },
    break: replay("pause"),
    repair: replay("resume"),
    wave: 1,
  },
  {
    name: "quota",
    title: "tenant acme uses 101 % of its quota",
    expected: { alertname: "TenantQuotaHigh", severity: "critical", labels: { ...demo("orders"), tenant: "acme" } },
    ...inApp("orders", "quota", { percent: 101 }),
    wave: 1,
  },
  {
    name: "http-slow",
    title: "half of the requests to orders take 3 s longer",
    expected: { alertname: "HttpLatencyHigh", severity: "critical", labels: demo("orders") },
    ...inApp("orders", "http-slow"),
    wave: 1,
  },
  {
    name: "exporter-down",
    title: "the Redis exporter is stopped",
    expected: { alertname: "TargetDown", severity: "critical", labels: { ...demo("redis"), job: "redis-exporter" } },
    ...stopped("redis-exporter-demo-redis"),
    wave: 1,
  },
  {
    name: "pool-exhausted",
    title: "every connection in the application's pool is in use",
    expected: { alertname: "ConnectionPoolExhausted", severity: "critical", labels: demo("orders") },
    ...inApp("orders", "pool-exhausted"),
    wave: 2,
  },
  {
    name: "redis-down",
    title: "Redis is stopped",
    expected: { alertname: "RedisDown", severity: "critical", labels: demo("redis") },
    ...stopped("redis"),
    wave: 3,
  },
  {
    name: "postgres-down",
    title: "the PostgreSQL primary is stopped",
    expected: { alertname: "PostgresDown", severity: "critical", labels: demo("postgres") },
    ...stopped("postgres"),
    wave: 4,
  },
];
