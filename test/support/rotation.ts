/** Engine tests of one kind, of which each commit runs some. */
interface Kind {
  /** Names of the test files, without `.test.ts`. */
  readonly tests: readonly string[];
  /** Number of tests that one commit runs. */
  readonly each: number;
}

/**
 * Engine tests that take turns in CI, because all of them together would exceed CI's time limit. Tests of the same kind share most of what
 * they run. `npm run test:engine -- --all` and the soak run include all of them.
 */
export const rotating: readonly Kind[] = [
  { tests: ["faults", "stack-renamed", "upgrade-docker"], each: 1 },
  {
    tests: ["vendors", "vendors-kept", "vendors-kills", "vendors-pages", "vendors-plan", "vendors-refusals", "vendors-renamed"],
    each: 2,
  },
  { tests: ["kubernetes-agent", "kubernetes-kept", "kubernetes-refused", "operator", "upgrade-kubernetes"], each: 1 },
  {
    tests: [
      "agent",
      "agent-docker",
      "destinations",
      "gateway-counters",
      "gateway-faults",
      "gateway-names",
      "gateway-redaction",
      "gateway-refusals",
      "gateway-senders",
      "jaeger",
      "pushed-histograms",
      "sampling",
      "servicegraph",
      "store-accounts",
      "stores",
    ],
    each: 5,
  },
  {
    tests: ["ai-calls", "bullmq-runs", "fastapi-arq", "lighthouse", "python-calls", "python-runs", "python-workers", "redis-runs"],
    each: 2,
  },
  { tests: ["express-nest", "nextjs", "pgbouncer", "python-streams"], each: 1 },
  { tests: ["viewer-background", "viewer-pages", "viewer-panels", "viewer-pictures", "viewer-stores"], each: 2 },
];

/** Names of all tests that take turns. */
export const rotatingTests: readonly string[] = rotating.flatMap(({ tests }) => tests);

/** Names of the tests that a commit leaves out. `turn` is the number of the commit. After some consecutive commits, every test has run. */
export const leftOutAt = (turn: number): string[] =>
  rotating.flatMap(({ tests, each }) => {
    const chosen = Array.from({ length: each }, (_, index) => tests[(turn * each + index) % tests.length]);
    return tests.filter((test) => !chosen.includes(test));
  });
