import { expression, fixed } from "../../condition";
import { identity, serviceKey, type Alert, type Recording } from "../../model";
import { usualProofs, type Successor } from "../../proofs/patterns";
import { counter, gauge, gone, hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { labels, metric, promql, scalar, seconds } from "../../promql";
import { label, text, value } from "../../template";

const up = metric("up");
/** How many targets of a job each owner has in the catalogue; one recording per system, owner and job. */
export const expectedTargets = metric("expected:scrape_targets:count");
/** 1 for each service that pushes its metrics, which has no `up`. */
export const expectedPush = metric("expected:push:info");

const wait = 60;
const missingWait = 120;
const targetIdentity = [...identity, "job", "instance"];
const jobIdentity = ["system", "environment", "owner", "job"];

/** How TargetDown looks in another alert's proof, when the target of `job` does not answer. */
export const targetDownProof = (job: string, instance = "web:9464"): Successor => ({
  alert: "TargetDown",
  severity: "critical",
  identity: targetIdentity,
  instance: { ...proofService, job, instance },
});

/** How PushMissing looks in another alert's proof. The proof catalogue has a pushing service of this name. */
export const pushMissingProof: Successor = { alert: "PushMissing", severity: "critical", identity, instance: proofService };

/** A target that is known but does not answer its scrape. */
export const targetDown = (): Alert => ({
  name: "TargetDown",
  symptom: "target",
  severity: "critical",
  condition: fixed(
    {
      name: up,
      help: "Whether a target answers its scrape",
      dimension: "count",
      compared: promql`min by (${labels(...targetIdentity)}) (${up})`,
    },
    "==",
    0,
    { when: "a target does not answer its scrape" },
  ),
  for: seconds(wait),
  identity: targetIdentity,
  noData: { is: "separate alert", alert: "TargetMissing" },
  summary: text`${label("system")}/${label("service")}: ${label("instance")} does not answer its scrape`,
  impact: "The program is down or cut off; until it answers, nothing else about it is known.",
  firstSteps: [
    "See whether the program runs and whether its metrics endpoint answers from the monitoring network.",
    "Read its last log lines.",
    "If it was removed on purpose, remove it from the catalogue.",
  ],
  panel: "overview/targets",
  proofs: usualProofs<number>({
    alert: "TargetDown",
    severity: "critical",
    identity: targetIdentity,
    instance: { ...proofService, job: "prom-client", instance: "web:9464" },
    worlds: [
      {
        name: "up",
        series: (phases) => [gauge("up", { ...proofService, job: "prom-client", instance: "web:9464" }, phases)],
        successor: {
          alert: "TargetMissing",
          severity: "critical",
          identity: jobIdentity,
          instance: { system: "proof", environment: "proof", owner: "proof-team", job: "prom-client" },
        },
      },
    ],
    beyond: 0,
    inside: 1,
    settle: 15,
    wait,
    missing: { then: "successor", after: missingWait + 60 },
  }),
});

const proofJob = { system: "proof", environment: "proof", owner: "proof-team", job: "prom-client" };
const proofTarget = { ...proofService, job: "prom-client", instance: "web:9464" };

/** Fewer targets than the catalogue has: discovery lost one, and `up` alone would not show it. */
export const targetMissing = (): Alert => {
  const check = (at: number, firing: boolean) =>
    ({ at, alert: "TargetMissing", severity: "critical", identity: jobIdentity, firing: firing ? [proofJob] : [] }) as const;
  const others = (["express-prom-bundle"] as const).map((job) => gauge("up", { ...proofTarget, job }, [hold(1200, 1)]));
  return {
    name: "TargetMissing",
    symptom: "target",
    severity: "critical",
    condition: expression(
      "Prometheus knows fewer targets of a job than the catalogue has",
      promql`
      ${expectedTargets}
        - on (${labels(...jobIdentity)})
          (
              count by (${labels(...jobIdentity)}) (${up})
            or on (${labels(...jobIdentity)})
              0 * ${expectedTargets}
          )
        > 0`,
    ),
    for: seconds(missingWait),
    identity: jobIdentity,
    noData: { is: "fires" },
    summary: text`${label("system")}: ${value("count")} target(s) of job ${label("job")} are not known to Prometheus`,
    impact: "A service of the catalogue is not watched at all; its alerts cannot fire.",
    firstSteps: [
      "Compare the target list of Prometheus with the catalogue: which service is absent?",
      "Check discovery: file, container labels, annotations, permissions.",
      "If the service was removed on purpose, remove it from the catalogue.",
    ],
    panel: "overview/targets",
    proofs: {
      fires: [
        {
          title: "TargetMissing fires when discovery loses a target",
          series: [gauge("up", proofTarget, [hold(300, 1), gone(600)]), ...others],
          checks: [check(285, false), check(300 + missingWait + 60, true)],
        },
      ],
      quiet: [
        {
          title: "TargetMissing is quiet while all targets are known",
          series: [gauge("up", proofTarget, [hold(1200, 1)]), ...others],
          checks: [check(600, false), check(1185, false)],
        },
        {
          title: "TargetMissing leaves a target that is down to TargetDown",
          series: [gauge("up", proofTarget, [hold(300, 1), hold(900, 0)]), ...others],
          checks: [check(1185, false)],
        },
      ],
      resolves: [
        {
          title: "TargetMissing resolves when the target is back",
          series: [gauge("up", proofTarget, [hold(60, 1), gone(600), hold(300, 1)]), ...others],
          checks: [check(600, true), check(900, false)],
        },
      ],
      noData: [
        {
          title: "TargetMissing fires when Prometheus knows no target of the job at all",
          series: others,
          checks: [check(missingWait + 60, true)],
        },
      ],
    },
  };
};

const traffic = metric("service:http_requests:rate5m");

/** A service that pushes its metrics has sent none: there is no `up` for it, so its silence is the sign. */
export const pushMissing = (): Alert => {
  const raw = { instrumentation: "opentelemetry", ...proofService, instance: "web-1", http_route: "/", http_response_status_code: "200" };
  const sent = (phases: Parameters<typeof counter>[2]) => [counter("http_server_request_duration_seconds_count", raw, phases)];
  const check = (at: number, firing: boolean) =>
    ({ at, alert: "PushMissing", severity: "critical", identity, firing: firing ? [proofService] : [] }) as const;
  return {
    name: "PushMissing",
    symptom: "target",
    severity: "critical",
    condition: expression(
      "nothing has arrived for 5 minutes from a service that pushes its metrics",
      promql`
      max by (${labels(...identity)}) (${expectedPush})
        unless on (${labels(...serviceKey)})
          ${traffic} >= ${scalar(0)}`,
    ),
    for: seconds(missingWait),
    identity,
    noData: { is: "fires" },
    summary: text`${label("system")}/${label("service")}: no metrics have arrived for minutes`,
    impact: "The program is down or its exporter is; nothing else about it is known.",
    firstSteps: [
      "See whether the program runs and whether its OTLP endpoint is set and reachable.",
      "Look for export errors in its log.",
      "If it was removed on purpose, remove it from the catalogue.",
    ],
    panel: "overview/targets",
    proofs: {
      fires: [
        {
          title: "PushMissing fires when a pushing service falls silent",
          series: sent([hold(600, 5), gone(900)]),
          checks: [check(585, false), check(600 + 300 + missingWait + 60, true)],
        },
      ],
      quiet: [
        {
          title: "PushMissing is quiet while metrics arrive, even without requests",
          series: sent([hold(600, 5), hold(1200, 0)]),
          checks: [check(600, false), check(1785, false)],
        },
      ],
      resolves: [
        {
          title: "PushMissing resolves when metrics arrive again",
          series: sent([hold(300, 5), gone(900), hold(300, 5)]),
          checks: [check(1170, true), check(1260, false)],
        },
      ],
      noData: [
        {
          title: "PushMissing fires for a service that never sent anything",
          series: [gauge("up", proofTarget, [hold(600, 1)])],
          checks: [check(missingWait + 60, true)],
        },
      ],
    },
  };
};

/** Recordings of what the catalogue expects. Counts per system, environment, owner and job, and pushing services by name. */
export function expectedRecordings(
  targets: readonly Readonly<Record<"system" | "environment" | "owner" | "job", string>>[],
  pushing: readonly Readonly<Record<(typeof identity)[number], string>>[],
): Recording[] {
  const counts = new Map<string, { labels: Readonly<Record<string, string>>; count: number }>();
  for (const { system, environment, owner, job } of targets) {
    const key = [system, environment, owner, job].join("/");
    counts.set(key, { labels: { system, environment, owner, job }, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [
    ...[...counts.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, entry]) => ({ record: expectedTargets, expr: promql`${scalar(entry.count)}`, labels: entry.labels })),
    ...pushing.map((service) => ({ record: expectedPush, expr: promql`1`, labels: { ...service } })),
  ];
}
