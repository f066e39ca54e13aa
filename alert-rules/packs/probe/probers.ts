import { expression } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, bridged, usualProofs } from "../../proofs/patterns";
import { gone, hold, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { namesakesOf, proofService } from "../../proofs/service";
import { labels, minutes, promql, scalar } from "../../promql";
import { label, text } from "../../template";
import { checkKey, probers, probeSuccess, proberSuccess } from "./series";
import {
  gatusWorld,
  probeWorld,
  publicProbeWorld,
  proofGatus,
  proofProbeInstance,
  proofWarningInstance,
  proofWarningKey,
  type GatusState,
} from "./world";

/** Name of the alert for a check that fails only in some probers. */
export const probersDisagreeAlert = "ProbersDisagree";

const severity = "warning";
/**
 * `for` of ProbersDisagree. By default, the alert from Gatus fires at about the same time. The notification of Gatus' alert waits two more
 * minutes (`gatusTiming`), so that ProbersDisagree can inhibit the alert from Gatus.
 */
const wait = minutes(2);
const keep = minutes(2);
const by = [...identity, ...proberSuccess.extra];
const instanceOf = (prober: string) => ({ ...proofProbeInstance, prober });
const passed = 0.5;

/**
 * Simulates a check that passes in blackbox_exporter. The value of each phase is the check's result in Gatus. In an `undefined` phase,
 * Gatus does not respond.
 */
const inGatus = (phases: readonly Phase<GatusState>[]) => [
  ...probeWorld(phases.map((phase) => hold(phase.for, { passes: true }))),
  ...gatusWorld(phases),
];

const at = (seconds: number, prober?: string): Check => ({
  at: seconds,
  alert: probersDisagreeAlert,
  severity,
  identity: by,
  firing: prober === undefined ? [] : [instanceOf(prober)],
});
const scenario = (
  title: string,
  blackbox: readonly Phase<boolean>[],
  gatus: readonly Phase<GatusState>[],
  checks: Scenario["checks"],
  beside: readonly RawSeries[] = [],
): Scenario => ({
  title: `${probersDisagreeAlert} ${severity} ${title}`,
  series: [...probeWorld(mapPhases(blackbox, (passes) => ({ passes }))), ...gatusWorld(gatus), ...beside],
  checks,
});

/** Alert for a check that fails in one prober and passes in another. */
export const probersDisagree = (): Alert => ({
  name: probersDisagreeAlert,
  symptom: "probe",
  severity,
  condition: expression(
    "a check fails in one prober and passes in another",
    promql`
        ${proberSuccess.name} <= ${scalar(passed)}
      and on (${labels(...checkKey)})
        ${probeSuccess.name} > ${scalar(passed)}`,
  ),
  for: wait,
  keepFiringFor: keep,
  identity: by,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: probe ${label("probe")} of ${label("instance")} fails only in ${label("prober")}`,
  impact: "The service works for one prober. If the probers request different addresses, users of the address that fails may not reach it.",
  firstSteps: [
    {
      step: "Compare the requests. If the service has a public address, both probers request it. blackbox-exporter also requests the address in the stack's network.",
      command: { logs: "gatus", grep: "fail" },
    },
    {
      step: "If only Gatus fails, request the public address from outside, and see whether the external monitor reports a failure too. Check DNS, proxy and certificate.",
      command: { request: "outside" },
    },
    {
      step: "If the address works from outside, check whether the failing prober can reach it: DNS, network policies, firewall. The first command asks blackbox-exporter; the command of this step sends Gatus' request.",
      command: { request: "gatus" },
    },
  ],
  firstCommand: { request: "check" },
  panel: "overview/probes",
  proofs: () =>
    also(
      usualProofs<GatusState>({
        alert: probersDisagreeAlert,
        severity,
        identity: by,
        instance: instanceOf(probers.gatus),
        worlds: [
          {
            name: "gatus",
            series: inGatus,
            successor: {
              alert: "TargetDown",
              severity: "critical",
              identity: [...identity, "job", "instance"],
              instance: proofGatus,
            },
          },
        ],
        beyond: "fails",
        inside: "passes",
        settle: 60,
        recover: 15,
        wait: wait.seconds,
        keep: keep.seconds,
        times: bridged,
        missing: { then: "successor", after: 180 },
      }),
      {
        fires: [
          scenario(
            "names blackbox_exporter if the check fails only there",
            [hold(300, true), hold(600, false)],
            [hold(900, "passes")],
            [at(420), at(435, probers.blackbox), at(885, probers.blackbox)],
          ),
          scenario(
            "names blackbox_exporter if it cannot reach the public URL, which Gatus reaches",
            [hold(900, true)],
            [hold(900, "passes")],
            [at(420), at(435, probers.blackbox), at(885, probers.blackbox)],
            publicProbeWorld([hold(300, true), hold(600, false)]),
          ),
        ],
        quiet: [
          scenario(
            "leaves a check that fails in every prober to ProbeFailed",
            [hold(300, true), hold(600, false)],
            [hold(345, "passes"), hold(555, "fails")],
            [at(435), at(480), at(885)],
          ),
          scenario(
            "is quiet while a check fails in every prober and another check of the service passes",
            [hold(300, true), hold(600, false)],
            [hold(300, "passes"), hold(600, "fails")],
            [at(435), at(885)],
            [
              ...probeWorld([hold(900, { passes: true })], proofWarningInstance),
              ...gatusWorld([hold(900, "passes")], { key: proofWarningKey }),
              ...namesakesOf(proofService).flatMap((service) =>
                probeWorld([hold(900, { passes: true })], { ...proofProbeInstance, ...service }),
              ),
            ],
          ),
          scenario(
            "is quiet when a prober fails and no other prober reports",
            [hold(300, true), hold(600, false)],
            [hold(240, "passes"), gone(660)],
            [at(450), at(600), at(885)],
          ),
        ],
      },
    ),
});
