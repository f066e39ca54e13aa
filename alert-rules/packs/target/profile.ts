import { refusedProfileLabel } from "../../../exporters/scrape/discovery";
import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { edges } from "../../proofs/patterns";
import { gauge, gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { namesakesOf, proofService } from "../../proofs/service";
import { isNot, labels, metric, minutes, promql, select } from "../../promql";
import { label, text } from "../../template";

/** `for` of the alert. A rollout that corrects a wrong profile within this time causes no alert. */
const wait = minutes(5);
const profile = "statsd";
const refused = { ...proofService, [refusedProfileLabel]: profile };
const alertIdentity = [...identity, refusedProfileLabel];

const check = (at: number, firing: boolean) =>
  ({ at, alert: "ProfileRefused", severity: "warning", identity: alertIdentity, firing: firing ? [refused] : [] }) as const;

/** Simulates `up` of a discovered target. Without `of`, its profile is refused. */
const target = (phases: readonly Phase<number>[], of: Readonly<Record<string, string>> = refused, instance = "web:9464"): RawSeries =>
  gauge("up", { ...of, job: "docker-containers", instance }, phases);

const scenario = (title: string, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
  title: `ProfileRefused ${title}`,
  series,
  checks,
});

const allowed = { ...proofService, instrumentation: "prom-client" };

/** Alert for a discovered service whose instrumentation profile is not one that discovered services of the environment may have. */
export const profileRefused = (): Alert => ({
  name: "ProfileRefused",
  symptom: "profile",
  aboutStack: false,
  severity: "warning",
  condition: expression(
    "a discovered service has an instrumentation profile that `discoveryProfiles` of the environment does not list",
    promql`group by (${labels(...serviceKey, refusedProfileLabel)}) (${select(metric("up"), { [refusedProfileLabel]: isNot("") })})`,
  ),
  for: wait,
  identity: alertIdentity,
  noData: {
    is: "harmless",
    because: "discovery removes only targets that no longer exist, and a service that is not in the catalogue may be removed",
  },
  summary: text`${label("system")}/${label("service")}: the profile ${label(refusedProfileLabel)} is not monitored in this environment`,
  impact: "Prometheus stores only `up` of this service. It drops the other metrics, so no alert on them can fire.",
  firstSteps: [
    "Compare the profile with the names in docs/discovery.md. If it is misspelled, correct the label `monitoring.instrumentation` of the container, or on Kubernetes the annotation `monitoring/instrumentation`.",
    "If the environment is to monitor services with this profile, add the profile to `discoveryProfiles` of the environment in the catalogue.",
  ],
  firstCommand: { query: `group by (system, service, ${refusedProfileLabel}) (up{${refusedProfileLabel}!=""})` },
  panel: "overview/targets",
  proofs: () => ({
    fires: [
      scenario(
        "fires for a target whose profile is refused",
        [target([hold(900, 1)])],
        [check(wait.seconds - 15, false), check(885, true), ...edges(check, wait.seconds)],
      ),
      scenario(
        "fires also while the target is down, once for all targets of the service",
        [target([hold(450, 1), hold(450, 0)]), target([hold(900, 0)], refused, "web-2:9464")],
        [check(885, true), ...edges(check, wait.seconds)],
      ),
      scenario(
        "fires although other services have an allowed profile, or none",
        [
          target([hold(900, 1)]),
          ...namesakesOf(proofService).map((labels) => target([hold(900, 1)], { ...allowed, ...labels })),
          target([hold(900, 1)], { ...proofService, service: "another" }),
        ],
        [check(885, true)],
      ),
    ],
    quiet: [
      scenario("is quiet for an allowed profile", [target([hold(900, 1)], allowed)], [check(wait.seconds, false), check(885, false)]),
      scenario("is quiet for a service without a profile", [target([hold(900, 1)], proofService)], [check(885, false)]),
      scenario(
        "is quiet during a rollout with a wrong profile that is corrected before the end of `for`",
        [
          target([hold(120, 1), gone(wait.seconds - 60), hold(840, 1)], allowed),
          target([gone(120), hold(wait.seconds - 60, 1), gone(840)], refused, "web-2:9464"),
        ],
        [check(345, false), check(120 + wait.seconds, false), check(1185, false)],
      ),
    ],
    resolves: [
      scenario(
        "resolves when a target with an allowed profile replaces it",
        [target([hold(600, 1), gone(600)]), target([gone(600), hold(600, 1)], allowed, "web-2:9464")],
        [check(585, true), check(630, false), ...edges(check, wait.seconds, 600)],
      ),
    ],
    noData: [
      scenario(
        "ends when the service is removed",
        [target([hold(600, 1), gone(600)])],
        [check(585, true), check(1185, false), ...edges(check, wait.seconds, 600)],
      ),
    ],
  }),
});
