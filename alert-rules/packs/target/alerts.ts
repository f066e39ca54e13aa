import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { also, moments, usualProofs, type Successor, edges } from "../../proofs/patterns";
import { gauge, gone, hold, type Phase } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { namesakesOf, proofService } from "../../proofs/service";
import { labels, metric, minutes, promql, seconds } from "../../promql";
import { label, text, value } from "../../template";
import { expectedForLong, expectedTargets, firstSeen } from "./expected";
import { grace, window } from "./down";
import { downTargets, severalTargets } from "./share";
import { serviceLog, serviceReplicas } from "../../step-commands";

const up = metric("up");

const wait = 90;
const missingWait = 120;
const targetIdentity = [...identity, "job", "instance"];
const jobIdentity = [...identity, "job"];
const byJob = labels(...serviceKey, "job");

/** The TargetDown alert that fires in another alert's unit test ("proof") if the target of `job` does not respond. */
export const targetDownProof = (job: string, instance = "web:9464"): Successor => ({
  alert: "TargetDown",
  severity: "critical",
  identity: targetIdentity,
  instance: { ...proofService, job, instance },
});

/** The PushMissing alert that fires in another alert's proof if the service stops pushing. */
export const pushMissingProof: Successor = { alert: "PushMissing", severity: "critical", identity, instance: proofService };

const proofTarget = { ...proofService, job: "prom-client", instance: "web:9464" };

/** Simulates `up` of a target: 1 while its scrapes succeed. */
const target = (phases: readonly Phase<number>[], instance = proofTarget.instance) => gauge("up", { ...proofTarget, instance }, phases);

/** Alert for a target that Prometheus cannot scrape, if its service has at most 2 targets in the job. */
export const targetDown = (): Alert => {
  const own = moments("TargetDown", "critical", proofTarget);
  const scenario = (
    title: string,
    phases: readonly Phase<number>[],
    checks: Scenario["checks"],
    others: Scenario["series"] = [],
  ): Scenario => ({
    title: `TargetDown ${title}`,
    series: [target(phases), ...others],
    checks,
  });
  /** Services and jobs that differ from the tested ones in one label. Each has three targets, of which the first is new. */
  const beside = [...namesakesOf(proofService), { service: "another" }, { job: "another" }].flatMap((labels) =>
    [570, 0, 0].map((after, index) =>
      gauge("up", { ...proofTarget, instance: `other-${index}:9464`, ...labels }, [gone(after), hold(900 - after, 1)]),
    ),
  );
  const flapping = Array.from({ length: 20 }, () => [hold(30, 0), hold(15, 1)]).flat();
  return {
    name: "TargetDown",
    symptom: "target",
    severity: "critical",
    condition: expression(
      `scrapes of a target fail, or more than half of its scrapes over ${window.text} failed, and its service has at most 2 targets in the job. A new target has ${grace.text} for its first successful scrape if its service is new or has another target that is up. For ${grace.text} after a new target of the service has started, older targets may be down`,
      promql`
      ${downTargets}
        unless on (${byJob})
          ${severalTargets}`,
    ),
    for: seconds(wait),
    keepFiringFor: minutes(1),
    identity: targetIdentity,
    noData: { is: "separate alert", alert: "TargetMissing" },
    summary: text`${label("system")}/${label("service")}: ${label("instance")} cannot be scraped`,
    impact: "The program or its exporter is down or unreachable. Until it responds, alerts that need its metrics cannot fire.",
    firstSteps: [
      {
        step: "Check whether the program at this address runs, and whether its metrics endpoint can be reached from the monitoring network.",
        command: serviceReplicas,
      },
      { step: "Read the last lines of the program's log.", command: serviceLog },
      "If the program was removed on purpose, remove it from the catalogue.",
    ],
    firstCommand: { request: "target" },
    panel: "overview/targets",
    proofs: () =>
      also(
        usualProofs<number>({
          alert: "TargetDown",
          severity: "critical",
          identity: targetIdentity,
          instance: proofTarget,
          worlds: [
            {
              name: "up",
              series: (phases) => [target([hold(60, 1), ...phases])],
              successor: {
                alert: "TargetMissing",
                severity: "critical",
                identity: jobIdentity,
                instance: { ...proofService, job: proofTarget.job },
              },
            },
          ],
          beyond: 0,
          inside: 1,
          settle: 15,
          recover: 180,
          wait: wait + 60,
          times: { detects: 0, clears: 165, loses: 165 },
          missing: { then: "successor", after: missingWait + 120 },
        }),
        {
          fires: [
            scenario(
              "fires a minute and a half after the last successful scrape",
              [hold(600, 1), hold(300, 0)],
              [own.quiet(600 + wait - 15), own.fires(600 + wait)],
            ),
            scenario(
              "fires for a target that responds to one scrape in three",
              [hold(600, 1), ...flapping],
              [own.quiet(660), own.fires(1020), own.fires(1485), ...own.edges(915)],
            ),
            scenario(
              "fires for a target that has never responded, once its start time is over",
              [hold(900, 0)],
              [own.quiet(grace.seconds), own.fires(885), ...own.edges(390)],
            ),
            scenario(
              "fires although other services and jobs have several targets, and one of these is new",
              [hold(600, 1), hold(300, 0)],
              [own.quiet(600 + wait - 15), own.fires(600 + wait)],
              beside,
            ),
            scenario(
              "fires for the target of a service that is down and for its successor, although other services and jobs are up",
              [hold(600, 1), hold(300, 0)],
              [
                own.quiet(600 + wait - 15),
                { ...own.fires(660 + wait - 15), exact: true },
                { ...own.fires(660 + wait), firing: [proofTarget, { ...proofTarget, instance: "web-2:9464" }], exact: true },
              ],
              [target([gone(660), hold(240, 0)], "web-2:9464"), ...beside],
            ),
          ],
          quiet: [
            scenario(
              "is quiet for a target that takes two minutes to start while another serves",
              [gone(600), hold(120, 0), hold(900, 1)],
              [own.quiet(705), own.quiet(720), own.quiet(750), own.quiet(780), own.quiet(900), own.quiet(1200)],
              [target([hold(1620, 1)], "web-2:9464")],
            ),
            scenario(
              "is quiet for a pod that drains for four minutes after its successor has started",
              [hold(600, 1), hold(240, 0), gone(660)],
              [own.quiet(705), own.quiet(780), own.quiet(840), own.quiet(1485)],
              [target([gone(570), hold(930, 1)], "web-2:9464")],
            ),
            scenario(
              "leaves one of three targets to TargetsDown",
              [hold(600, 1), hold(900, 0)],
              [own.quiet(705), own.quiet(900), own.quiet(1485)],
              [target([hold(1500, 1)], "web-2:9464"), target([hold(1500, 1)], "web-3:9464")],
            ),
            scenario(
              "is quiet for the first target of a new service that takes four minutes to start",
              [gone(300), hold(240, 0), hold(600, 1)],
              [own.quiet(420), own.quiet(525), own.quiet(585), own.quiet(615), own.quiet(660)],
            ),
            scenario(
              "is quiet for an outage of a minute and a quarter, and when every fourth scrape fails",
              [hold(600, 1), hold(75, 0), hold(600, 1), ...Array.from({ length: 20 }, () => [hold(15, 0), hold(45, 1)]).flat()],
              [own.quiet(660), own.quiet(675), own.quiet(690), own.quiet(720), own.quiet(765), own.quiet(1500), own.quiet(2460)],
            ),
          ],
          resolves: [
            scenario(
              "fires for one of two targets, and resolves when it responds again",
              [hold(600, 1), hold(300, 0), hold(300, 1)],
              [own.quiet(600 + wait - 15), own.fires(600 + wait), own.fires(885), own.quiet(900 + 150)],
              [target([hold(1200, 1)], "web-2:9464")],
            ),
            scenario(
              "fires for a target that is still down five minutes after its successor has started, and resolves when it is gone",
              [hold(600, 1), hold(900, 0), gone(300)],
              [own.quiet(870), own.fires(1200), own.fires(1485), own.quiet(1500 + 150), ...own.edges(900 + wait)],
              [target([gone(600), hold(1200, 1)], "web-2:9464")],
            ),
            {
              title: "TargetDown fires on time for the successor of a service's only target, and resolves with its first successful scrape",
              series: [target([hold(600, 1), hold(30, 0), gone(900)], "before:9464"), target([gone(630), hold(300, 0), hold(600, 1)])],
              checks: [own.quiet(630 + wait - 15), own.fires(630 + wait), own.fires(915), own.quiet(930 + 150), ...own.edges(720, 1035)],
            },
            scenario(
              "fires when the start time is over, and resolves with the first successful scrape",
              [hold(600, 0), hold(300, 1)],
              [
                own.quiet(grace.seconds + wait - 15),
                own.fires(grace.seconds + wait + 15),
                own.fires(600),
                own.quiet(600 + 150),
                ...own.edges(390, 705),
              ],
            ),
            scenario(
              "stays one alert while a target flaps, and resolves two minutes after it is stable",
              [hold(600, 1), hold(300, 0), hold(60, 1), hold(120, 0), hold(300, 1)],
              [own.fires(885), own.fires(915), own.fires(960), own.fires(1065), own.quiet(1080 + 150), ...own.edges(690, 1185)],
            ),
          ],
        },
      ),
  };
};

/** Alert for a service with fewer targets in a job than the catalogue expects. A target that Prometheus no longer knows has no `up`. */
export const targetMissing = (): Alert => {
  const proofJob = { ...proofService, job: proofTarget.job };
  const check = (at: number, firing: boolean) =>
    ({ at, alert: "TargetMissing", severity: "critical", identity: jobIdentity, firing: firing ? [proofJob] : [] }) as const;
  const others = (["express-prom-bundle"] as const).map((job) => gauge("up", { ...proofTarget, job }, [hold(1200, 1)]));
  return {
    name: "TargetMissing",
    symptom: "target",
    severity: "critical",
    condition: expression(
      "Prometheus has fewer targets of a job than the catalogue expects",
      promql`
      ${expectedForLong(expectedTargets)}
        -
          (
              count by (${byJob}) (${up})
            or
              ${expectedTargets} * 0
          )
        > 0`,
    ),
    for: seconds(missingWait),
    identity: jobIdentity,
    noData: { is: "fires" },
    summary: text`${label("system")}/${label("service")}: ${value("count")} expected target(s) of job ${label("job")} are missing in Prometheus`,
    impact: "Part or all of this service is not monitored, and its alerts cannot fire.",
    firstSteps: [
      "Open the targets page of Prometheus. Check whether the whole service is missing or only one of its addresses.",
      {
        step: "Check the source of these targets: the target files that Prometheus reads, or the objects of the Prometheus Operator (ScrapeConfigs, ServiceMonitors, Probes).",
        command: { logs: "prometheus", grep: "discovery" },
      },
      "If the service was removed on purpose, remove it from the catalogue.",
    ],
    firstCommand: { query: "up{$service}" },
    panel: "overview/targets",
    proofs: () => ({
      fires: [
        {
          title: "TargetMissing fires when discovery loses a target",
          series: [gauge("up", proofTarget, [hold(300, 1), gone(600)]), ...others],
          checks: [check(285, false), check(300 + missingWait + 60, true), ...edges(check, 420)],
        },
      ],
      quiet: [
        {
          title: "TargetMissing is quiet while all expected targets exist",
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
          checks: [check(600, true), check(900, false), ...edges(check, 180, 660)],
        },
      ],
      noData: [
        {
          title: "TargetMissing fires when Prometheus has no target of the job at all",
          series: others,
          checks: [check(missingWait - 15, false), check(firstSeen.seconds + missingWait + 30, true), ...edges(check, 180)],
        },
      ],
    }),
  };
};
