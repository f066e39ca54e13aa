import { certificateDefaults } from "../../../exporters/uptime/certificates";
import { fixed, defineThreshold } from "../../condition";
import { probeJob } from "../../../exporters/scrape/probes";
import { certificateExpiry, probeSuccess } from "./series";
import { identity, type Alert } from "../../model";
import { also, usualProofs, type World, edges } from "../../proofs/patterns";
import { gone, hold, type Phase } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { gatusWorld, proofProbeInstance, proofUrl, probeWorld, type GatusState, type ProbeState } from "./world";
import { minutes } from "../../promql";
import { label, text, value } from "../../template";
import { targetDownProof } from "../target/alerts";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

const probeIdentity = [...identity, ...probeSuccess.extra];
const worlds: readonly World<ProbeState>[] = [{ name: "blackbox", series: probeWorld, successor: targetDownProof(probeJob, proofUrl) }];

const check = (alert: string, severity: Alert["severity"], at: number, firing: boolean): Check => ({
  at,
  alert,
  severity,
  identity: probeIdentity,
  firing: firing ? [proofProbeInstance] : [],
});

const scenario = (title: string, phases: readonly Phase<ProbeState>[], checks: Scenario["checks"]): Scenario => ({
  title,
  series: probeWorld(phases),
  checks,
});

const passes: ProbeState = { passes: true };
const fails: ProbeState = { passes: false };
const wait = minutes(2);
const linger = minutes(2);

/** Scenarios with a second prober, Gatus. */
const twoProbers = (
  title: string,
  blackbox: readonly Phase<ProbeState>[],
  gatus: readonly Phase<GatusState>[],
  checks: Scenario["checks"],
): Scenario => ({
  title: `ProbeFailed critical ${title}`,
  series: [...probeWorld(blackbox), ...gatusWorld(gatus)],
  checks,
});

/**
 * Alert for a check that has failed in every prober for two minutes. A probe that fails at least half of the time counts as failed. A
 * prober that does not report is ignored.
 */
export const probeFailed = (): Alert => {
  const alert = "ProbeFailed";
  const severity = "critical";
  const at = (seconds: number, firing: boolean) => check(alert, severity, seconds, firing);
  const flapping = Array.from({ length: 10 }, () => [hold(30, fails), hold(15, passes)]).flat();
  return {
    name: alert,
    symptom: "probe",
    labels: { action: "restart" },
    severity,
    condition: fixed(probeSuccess, "<=", 0.5),
    for: wait,
    // Gatus sees the recovery up to a minute later. This alert inhibits the alert from Gatus until then.
    keepFiringFor: linger,
    identity: probeIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: probe ${label("probe")} of ${label("instance")} fails in every prober`,
    impact: "Users cannot reach the service, or its health check reports a problem.",
    firstSteps: [
      "Request the URL as the probe does. Check for a missing response, a wrong status, a wrong body, or a redirect.",
      "If the service responds within its network, check what is between the probe and the service: DNS, proxy, certificate.",
      "Read the service's log, and check the panels of its dependencies.",
    ],
    firstCommand: { request: "check" },
    panel: "overview/probes",
    proofs: also(
      usualProofs<ProbeState>({
        alert,
        severity,
        identity: probeIdentity,
        instance: proofProbeInstance,
        worlds,
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
            `${alert} ${severity} fires when the probe has failed for a little more than 2 minutes`,
            [hold(300, passes), hold(300, fails)],
            [at(420, false), at(450, true), ...edges(at, 435)],
          ),
          scenario(`${alert} ${severity} fires for a probe that passes one time in three`, flapping, [
            at(90, false),
            at(300, true),
            ...edges(at, 120),
          ]),
          scenario(
            `${alert} ${severity} fires although blackbox_exporter itself misses a scrape`,
            [hold(60, passes), hold(60, fails), gone(15), hold(120, fails)],
            [at(60, false), at(210, true), ...edges(at, 195)],
          ),
          twoProbers(
            `fires two minutes after the last of two probers has failed`,
            [hold(300, passes), hold(600, fails)],
            [hold(345, "passes"), hold(555, "fails")],
            [at(435, false), at(600, true), ...edges(at, 465)],
          ),
          twoProbers(
            `fires on the results of Gatus alone while blackbox_exporter does not respond`,
            [hold(300, passes), gone(600)],
            [hold(360, "passes"), hold(540, "fails")],
            [at(345, false), at(600, true), ...edges(at, 480)],
          ),
          twoProbers(
            `fires on the results of blackbox_exporter alone while Gatus does not respond`,
            [hold(300, passes), hold(600, fails)],
            [hold(240, "passes"), gone(660)],
            [at(300, false), at(600, true), ...edges(at, 435)],
          ),
          twoProbers(
            `fires although Gatus hangs with a success as its last result`,
            [hold(300, passes), hold(600, fails)],
            [hold(300, "passes"), hold(600, "hangs")],
            [at(540, false), at(885, true), ...edges(at, 570)],
          ),
        ],
        quiet: [
          twoProbers(
            `is quiet while the check fails only in blackbox_exporter`,
            [hold(300, passes), hold(900, fails)],
            [hold(1200, "passes")],
            [at(435, false), at(600, false), at(1185, false)],
          ),
          twoProbers(
            `is quiet while the check fails only in Gatus`,
            [hold(1200, passes)],
            [hold(300, "passes"), hold(900, "fails")],
            [at(435, false), at(600, false), at(1185, false)],
          ),
          scenario(
            `${alert} ${severity} is quiet during a restart of a minute and a half, and for a single failure`,
            [hold(300, passes), hold(90, fails), hold(300, passes), hold(15, fails), hold(300, passes)],
            [at(390, false), at(405, false), at(420, false), at(435, false), at(705, false), at(735, false), at(990, false)],
          ),
          scenario(
            `${alert} ${severity} gives a new service a minute and a half to start`,
            [gone(60), hold(90, fails), hold(300, passes)],
            [at(75, false), at(165, false), at(180, false), at(210, false), at(450, false)],
          ),
        ],
      },
    ),
  };
};

/** A passing probe whose certificate expires at this time in seconds, for the alert's unit tests ("proofs"). */
const until = (seconds: number): ProbeState => ({ passes: true, expires: seconds });

/** Time until the served certificate expires, in seconds. */
export const certificateExpiryThreshold = defineThreshold({
  key: "certificateExpiry",
  series: certificateExpiry,
  defaults: certificateDefaults,
  proven: { info: 30 * 86_400 },
  waits: {},
});

/** Alerts for a served certificate that expires soon. A rule keeps the last known expiry, so the alert keeps firing without new data. */
export const certificateExpiresSoon = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "CertificateExpiresSoon",
    symptom: "certificate",
    threshold: certificateExpiryThreshold,
    keepFiringFor: minutes(15),
    noData: { is: "fires", from: "the last known expiry date" },
    summary: text`${label("system")}/${label("service")}: certificate of ${label("instance")} expires in ${value("duration")}`,
    impact: "When the certificate has expired, browsers and clients refuse to connect to the service.",
    firstSteps: [
      "Check the served chain. An intermediate certificate may expire first, or one of several servers may serve an old certificate.",
      "Find out why the certificate was not renewed. Check the renewal job's log, the DNS or HTTP challenge, and rate limits.",
      "Renew the certificate and reload the servers. The alert resolves 15 minutes after every server serves the new certificate.",
    ],
    firstCommand: { request: "certificate" },
    panel: "overview/certificates",
    proofs: ({ severity, threshold }) => {
      const alert = "CertificateExpiresSoon";
      const at = (seconds: number, firing: boolean) => check(alert, severity, seconds, firing);
      return also(
        usualProofs<ProbeState>({
          alert,
          severity,
          identity: probeIdentity,
          instance: proofProbeInstance,
          worlds,
          beyond: until(threshold - 15),
          inside: until(threshold + minutes(60).seconds),
          settle: 15,
          recover: minutes(15).seconds + 15,
          wait: 0,
          times: { detects: 0, clears: minutes(15).seconds },
          missing: { then: "still fires", after: minutes(20).seconds },
        }),
        {
          fires: [
            scenario(
              `${alert} ${severity} fires in time and keeps firing while the handshake fails`,
              [hold(600, until(threshold + 300)), hold(1200, fails)],
              [at(285, false), at(345, true), at(660, true), at(1785, true), ...edges(at, 315)],
            ),
          ],
          quiet: [
            scenario(
              `${alert} ${severity} is quiet for a probe without a certificate`,
              [hold(600, passes), hold(600, fails)],
              [at(585, false), at(1185, false)],
            ),
          ],
          resolves: [
            {
              title: `${alert} ${severity} resolves when the probe is removed while others remain`,
              series: [
                ...probeWorld([hold(120, until(threshold - 15)), gone(1800)]).filter((series) => series.metric !== "up"),
                ...probeWorld([hold(120, passes)]).filter((series) => series.metric === "up"),
                upOf(probeJob, [hold(1920, true)], { probe: "other", instance: "https://web.example/other" }),
              ],
              checks: [at(105, true), at(1800, false)],
            },
          ],
        },
      );
    },
  });
