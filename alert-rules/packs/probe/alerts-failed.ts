import { probeJob } from "../../../exporters/scrape/probes";
import { fixed, type Fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { unknownOwner } from "../../owner";
import { also, edges, usualProofs } from "../../proofs/patterns";
import { gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { namesakesOf, proofService } from "../../proofs/service";
import { labels, minutes, promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { label, text } from "../../template";
import { targetDownProof } from "../target/alerts";
import { checkKey, probeSuccess, warningCheck } from "./series";
import {
  gatusWorld,
  proofCheck,
  proofGatus,
  proofProbeInstance,
  proofWarningInstance,
  proofWarningKey,
  probeWorld,
  publicProbeWorld,
  type GatusState,
  type ProbeState,
} from "./world";
import { firingInSystem, serviceErrors } from "../../step-commands";

type Severity = "critical" | "warning";

const alert = "ProbeFailed";
const probeIdentity = [...identity, ...probeSuccess.extra];
const passes: ProbeState = { passes: true };
const fails: ProbeState = { passes: false };
const wait = minutes(2);
const linger = minutes(2);
const instances = { critical: proofProbeInstance, warning: proofWarningInstance } as const;
const keys = { critical: proofCheck.key, warning: proofWarningKey } as const;
const other = { critical: "warning", warning: "critical" } as const;

function proofsOf(severity: Severity): Proofs {
  const instance = instances[severity];
  const at = (seconds: number, firing: boolean): Check => ({
    at: seconds,
    alert,
    severity,
    identity: probeIdentity,
    firing: firing ? [instance] : [],
  });
  const scenario = (
    title: string,
    phases: readonly Phase<ProbeState>[],
    checks: Scenario["checks"],
    beside: readonly RawSeries[] = [],
  ): Scenario => ({ title: `${alert} ${severity} ${title}`, series: [...probeWorld(phases, instance), ...beside], checks });
  const inGatus = (phases: readonly Phase<GatusState>[]) => gatusWorld(phases, { key: keys[severity] });
  const twoProbers = (
    title: string,
    blackbox: readonly Phase<ProbeState>[],
    gatus: readonly Phase<GatusState>[],
    checks: Scenario["checks"],
  ): Scenario => scenario(title, blackbox, checks, inGatus(gatus));
  /** A scenario whose check passes within the stack's network. `blackbox` and `gatus` are the results of the check's public URL. */
  const publicUrl = (
    title: string,
    blackbox: readonly Phase<boolean>[],
    gatus: readonly Phase<GatusState>[],
    checks: Scenario["checks"],
    beside: readonly RawSeries[] = [],
  ): Scenario => scenario(title, [hold(1200, passes)], checks, [...publicProbeWorld(blackbox, instance), ...inGatus(gatus), ...beside]);
  const namesakes = [...namesakesOf(proofService), { ...proofService, service: "another" }].map((service) => ({
    ...proofWarningInstance,
    ...service,
    owner: unknownOwner,
  }));
  const placeOf = ({ system, environment, service }: (typeof namesakes)[number]) => ({ system, environment, service });
  /** Scenario in which checks of other services fail. These checks have the name of a check whose failure is a warning. */
  const elsewhere: Scenario = {
    title: `${alert} ${severity} takes the severity only from the check that the catalogue names, not from others with its name`,
    series: namesakes.flatMap((one) => probeWorld([hold(600, fails)], one)),
    checks: [{ ...at(585, false), firing: severity === "critical" ? namesakes : [] }],
  };
  const flapping = Array.from({ length: 10 }, () => [hold(30, fails), hold(15, passes)]).flat();
  return also(
    usualProofs<ProbeState>({
      alert,
      severity,
      identity: probeIdentity,
      instance,
      worlds: [
        {
          name: "blackbox",
          series: (phases) => probeWorld(phases, instance),
          successor: targetDownProof(probeJob, instance.instance),
        },
      ],
      beyond: fails,
      inside: passes,
      settle: 60,
      recover: 60 + linger.seconds,
      wait: wait.seconds,
      times: { detects: 15, clears: 150, loses: 165 },
      missing: { then: "successor", after: 360 },
    }),
    {
      fires: [
        scenario(
          "fires when the probe has failed for a little more than 2 minutes",
          [hold(300, passes), hold(300, fails)],
          [at(420, false), at(450, true), ...edges(at, 435)],
        ),
        scenario("fires for a probe that passes one time in three", flapping, [at(90, false), at(300, true), ...edges(at, 120)]),
        scenario(
          "fires although blackbox_exporter itself misses a scrape",
          [hold(60, passes), hold(60, fails), gone(15), hold(120, fails)],
          [at(60, false), at(210, true), ...edges(at, 195)],
        ),
        twoProbers(
          "fires two minutes after the last of two probers has failed",
          [hold(300, passes), hold(600, fails)],
          [hold(345, "passes"), hold(555, "fails")],
          [at(435, false), at(600, true), ...edges(at, 465)],
        ),
        publicUrl(
          "fires when only the public URL fails, and both probers report it",
          [hold(300, true), hold(900, false)],
          [hold(345, "passes"), hold(855, "fails")],
          [at(435, false), at(600, true), ...edges(at, 465)],
        ),
        twoProbers(
          "fires on the results of Gatus alone while blackbox_exporter does not respond",
          [hold(300, passes), gone(600)],
          [hold(360, "passes"), hold(540, "fails")],
          [at(345, false), at(600, true), ...edges(at, 480)],
        ),
        twoProbers(
          "fires on the results of blackbox_exporter alone while Gatus does not respond",
          [hold(300, passes), hold(600, fails)],
          [hold(240, "passes"), gone(660)],
          [at(300, false), at(600, true), ...edges(at, 435)],
        ),
        twoProbers(
          "fires although Gatus hangs with a success as its last result",
          [hold(300, passes), hold(600, fails)],
          [hold(300, "passes"), hold(600, "hangs")],
          [at(540, false), at(885, true), ...edges(at, 570)],
        ),
        scenario(
          "fires although one of two Gatus instances hangs in this check, and although a team's own Gatus has a check with the same key",
          [hold(300, passes), hold(600, fails)],
          [at(540, false), at(885, true), ...edges(at, 570)],
          [
            ...inGatus([hold(300, "passes"), hold(600, "hangs")]),
            ...gatusWorld([hold(900, "passes")], { key: keys[other[severity]] }),
            ...gatusWorld([hold(300, "passes"), hold(600, "fails")], {
              key: keys[severity],
              by: { ...proofGatus, instance: "gatus-2:8080" },
            }),
            ...gatusWorld([hold(900, "passes")], {
              key: keys[severity],
              by: { ...proofGatus, job: "prom-client", service: "own-gatus", instance: "own-gatus:8080" },
            }),
          ],
        ),
        ...(severity === "critical" ? [elsewhere] : []),
      ],
      quiet: [
        publicUrl(
          "is quiet while the public URL fails only in blackbox_exporter",
          [hold(300, true), hold(900, false)],
          [hold(1200, "passes")],
          [at(435, false), at(600, false), at(1185, false)],
        ),
        publicUrl(
          "is quiet while the public URL fails only in Gatus",
          [hold(1200, true)],
          [hold(300, "passes"), hold(900, "fails")],
          [at(435, false), at(600, false), at(1185, false)],
        ),
        twoProbers(
          "is quiet while the check fails only in blackbox_exporter",
          [hold(300, passes), hold(900, fails)],
          [hold(1200, "passes")],
          [at(435, false), at(600, false), at(1185, false)],
        ),
        twoProbers(
          "is quiet while the check fails only in Gatus",
          [hold(1200, passes)],
          [hold(300, "passes"), hold(900, "fails")],
          [at(435, false), at(600, false), at(1185, false)],
        ),
        scenario(
          "is quiet during a restart of a minute and a half, and for a single failure",
          [hold(300, passes), hold(90, fails), hold(300, passes), hold(15, fails), hold(300, passes)],
          [at(390, false), at(405, false), at(420, false), at(435, false), at(705, false), at(735, false), at(990, false)],
        ),
        scenario(
          "gives a new service a minute and a half to start",
          [gone(60), hold(90, fails), hold(300, passes)],
          [at(75, false), at(165, false), at(180, false), at(210, false), at(450, false)],
        ),
        publicUrl(
          "is quiet while the public URL moves to another host",
          [hold(300, true)],
          [hold(1200, "passes")],
          [at(300, false), at(1185, false)],
          [
            ...publicProbeWorld([gone(300), hold(900, true)], instance, "new.example"),
            ...namesakes.flatMap((labels) =>
              publicProbeWorld([hold(1200, false)], instance).map((series) => ({
                ...series,
                labels: { ...series.labels, ...placeOf(labels) },
              })),
            ),
          ],
        ),
        {
          title: `${alert} ${severity} is quiet while a check that is a ${other[severity]} fails`,
          series: probeWorld([hold(600, fails)], instances[other[severity]]),
          checks: [at(300, false), at(585, false)],
        },
        ...(severity === "warning" ? [elsewhere] : []),
      ],
    },
  );
}

const by = labels(...checkKey);

/**
 * A check fails if, in every prober that reports, at least half of the probes of one of its URLs fail. A check that is not in
 * `warningCheck` is critical.
 */
function condition(severity: Severity): Fixed {
  const join = severity === "critical" ? promql`unless` : promql`and`;
  const compared = promql`(${probeSuccess.name} ${join} on (${by}) ${warningCheck})`;
  const help = `Share of probes of a ${severity} check that passed over 1 minute`;
  return fixed({ ...probeSuccess, help, compared }, "<=", 0.5);
}

const impacts: Readonly<Record<Severity, string>> = {
  critical: "Users cannot reach the service, or its health check reports a problem.",
  warning: "A secondary endpoint of the service does not respond as expected. The service itself may work.",
};

const probeFailed = (severity: Severity): Alert => ({
  name: alert,
  symptom: "probe",
  // The failure of a secondary endpoint is no reason to restart the service.
  ...(severity === "critical" ? { labels: { action: "restart" } } : {}),
  severity,
  condition: condition(severity),
  for: wait,
  // Gatus sees a recovery up to a minute later than blackbox_exporter. Until then, this alert inhibits the alert from Gatus.
  keepFiringFor: linger,
  identity: probeIdentity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: probe ${label("probe")} of ${label("instance")} fails`,
  impact: impacts[severity],
  firstSteps: [
    "Request the URL as the probe does. Check for a missing response, a wrong status, a wrong body, or a redirect.",
    {
      step: "If only the public URL fails, check what is between users and the service: DNS, load balancer, proxy, certificate.",
      command: { request: "outside" },
    },
    { step: "Read the service's log, and check the panels of its dependencies.", command: [serviceErrors, firingInSystem] },
  ],
  firstCommand: { request: "check" },
  panel: "overview/probes",
  proofs: () => proofsOf(severity),
});

/** Alerts for a check that has failed for two minutes. The warning exists only if the environment has a check with this severity. */
export const probesFailed = ({ warningChecks }: Pick<RuleFacts, "warningChecks">): Alert[] => [
  probeFailed("critical"),
  ...(warningChecks.length > 0 ? [probeFailed("warning")] : []),
];
