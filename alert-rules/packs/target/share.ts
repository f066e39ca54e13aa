import { probingJobs } from "../../../exporters/scrape/probes";
import { expression } from "../../condition";
import { identity, serviceKey, type Alert, type Recording } from "../../model";
import { also, edges, usualProofs } from "../../proofs/patterns";
import { gauge, gone, hold, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { labels, matchesNot, metric, minutes, promql, scalar, seconds, select, type Promql } from "../../promql";
import { label, number, text, value } from "../../template";
import { serviceLog, serviceReplicas } from "../../step-commands";

const jobKey = [...serviceKey, "job"];
const byJob = labels(...jobKey);
const byTarget = labels(...jobKey, "instance");
const jobIdentity = [...identity, "job"];
/** `up` of all targets except those of probes, because one program, blackbox_exporter, responds to the scrapes of all probes. */
export const upOfPrograms = select(metric("up"), { job: matchesNot(probingJobs.join("|")) });

/** Recorded series: 1 for each target that is down. */
export const downTargets = metric("target:down:info");
/** Recorded series: number of targets of a service in one job. Only for services with at least `several` targets. */
export const severalTargets = metric("service:targets:count");

/** With fewer targets, each target is at least half of the service, so `TargetDown` pages. */
const several = 3;

/**
 * Recording rules for the targets that are down, and for the number of targets of each service and job with at least `several` targets.
 * `down` is the condition that a target is down.
 */
export const downRecordings = (down: Promql): Recording[] => [
  { record: downTargets, expr: promql`group by (${byTarget}) (${down})` },
  { record: severalTargets, expr: promql`count by (${byJob}) (${upOfPrograms}) >= ${scalar(several)}` },
];

const name = "TargetsDown";
/** `for` of the alerts. A killed pod is usually replaced before the warning fires. */
const waits = { critical: seconds(90), warning: minutes(5) } as const;
const conditions = {
  critical: { when: "at least half of a service's targets in one job are down, and the service has at least 3", enough: promql`>= 0.5 *` },
  warning: { when: "at least one of a service's targets in one job is down, and the service has at least 3", enough: promql`> 0 and` },
} as const;
const keep = minutes(1);
/** Seconds for which all targets are up at the start, because a target that has never been up counts as starting. */
const before = 60;

/** After this many seconds, a target that has never responded no longer counts as starting. */
const started = 405;

const replica = (index: number, phases: readonly Phase<number>[]): RawSeries =>
  gauge("up", { ...proofService, job: "prom-client", instance: `web-${index}:9464` }, phases);
/** Simulates ten targets of a service. The value of each phase is the number of targets that are down. */
const tenTargets = (phases: readonly Phase<number>[]): RawSeries[] =>
  Array.from({ length: 10 }, (_, index) =>
    replica(
      index,
      mapPhases(phases, (down) => (index < down ? 0 : 1)),
    ),
  );

const proofsOf = (severity: keyof typeof waits): Proofs => {
  const at = (second: number, firing: boolean): Check => ({
    at: second,
    alert: name,
    severity,
    identity: jobIdentity,
    firing: firing ? [{ ...proofService, job: "prom-client" }] : [],
  });
  const scenario = (title: string, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
    title: `${name} ${severity} ${title}`,
    series,
    checks,
  });
  const wait = waits[severity].seconds;
  const few = [
    scenario("fires at half of the targets, and resolves below that", tenTargets([hold(600, 4), hold(600, 5), hold(600, 4)]), [
      at(585, false),
      at(1185, true),
      at(1785, false),
      ...edges(at, 600 + wait),
    ]),
  ];
  const one = [
    scenario("fires for one of three targets", tenTargets([hold(600, 0), hold(600, 1)]).slice(0, 3), [
      at(600 + wait - 15, false),
      at(600 + wait + 15, true),
    ]),
  ];
  const replaced = [
    scenario(
      "is quiet when a target is replaced within three minutes",
      [
        ...tenTargets([hold(600, 0), hold(1200, 0)]).slice(1),
        replica(0, [hold(600, 1), hold(180, 0), gone(1020)]),
        replica(10, [gone(780), hold(1020, 1)]),
      ],
      [at(690, false), at(900, false), at(1785, false)],
    ),
    scenario("leaves a service with one target to TargetDown", tenTargets([hold(600, 0), hold(1200, 1)]).slice(0, 1), [
      at(600, false),
      at(1185, false),
      at(1785, false),
    ]),
  ];
  return also(
    usualProofs<number>({
      alert: name,
      severity,
      identity: jobIdentity,
      instance: { ...proofService, job: "prom-client" },
      worlds: [{ name: "up", series: (phases) => tenTargets([hold(before, 0), ...phases]) }],
      beyond: severity === "critical" ? 10 : 1,
      inside: severity === "critical" ? 4 : 0,
      settle: started,
      recover: before + 120,
      wait: wait + before,
      times: { detects: 0, clears: before + 105, loses: before + keep.seconds },
      missing: { then: "nothing", after: 240 },
    }),
    severity === "critical" ? { resolves: few } : { fires: one, quiet: replaced },
  );
};

/** Alerts for a service with at least 3 targets in one job. They warn if any target is down, and page if at least half of them are. */
export const targetsDown = (): Alert[] =>
  (["critical", "warning"] as const).map((severity) => ({
    name,
    symptom: "target",
    severity,
    condition: expression(
      conditions[severity].when,
      promql`
      count by (${byJob}) (${downTargets})
        ${conditions[severity].enough}
      ${severalTargets}`,
    ),
    for: waits[severity],
    keepFiringFor: keep,
    identity: jobIdentity,
    noData: {
      is: "harmless",
      because: "discovery removes only targets that no longer exist, and TargetMissing fires for those of the catalogue",
    },
    summary: text`${value("count")} of ${number(severalTargets, jobKey)} targets of ${label("system")}/${label("service")} are down`,
    impact:
      severity === "critical"
        ? "At least half of the service is down or unreachable. Until its targets respond, alerts that need their metrics cannot fire."
        : "The other targets take the load of those that are down. If more of them fail, the service may be overloaded.",
    firstSteps: [
      {
        step: "Find the targets that are down. Check whether they have something in common: a node, a zone, a version.",
        command: serviceReplicas,
      },
      { step: "Read the last lines of the log of one of these programs.", command: serviceLog },
      "Check whether Kubernetes replaces the pods: pods that are pending, images that cannot be pulled, nodes without room.",
    ],
    firstCommand: { query: "up{$service} == 0" },
    panel: "overview/targets",
    proofs: () => proofsOf(severity),
  }));
