import { certificateDefaults } from "../../../exporters/uptime/certificates";
import { defineThreshold } from "../../condition";
import { certificateJob } from "../../../exporters/scrape/certificates";
import { probeJob, publicProbeJob } from "../../../exporters/scrape/probes";
import { certificateExpiry } from "./series";
import { identity, type Alert } from "../../model";
import { also, edges, usualProofs, type World } from "../../proofs/patterns";
import { gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { namesakesOf, proofService, upOf } from "../../proofs/service";
import { proofProbeInstance, proofUrl, proofWarningInstance, probeWorld, type ProbeState } from "./world";
import { minutes } from "../../promql";
import { label, text, value } from "../../template";
import { targetDownProof } from "../target/alerts";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

const probeIdentity = [...identity, ...certificateExpiry.extra];
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

/** Series of a probe without the samples of `seconds` seconds, in which Prometheus is down. */
const without = (phases: readonly Phase<ProbeState>[], from: number, seconds: number): RawSeries[] =>
  probeWorld(phases).map((series) => ({
    ...series,
    samples: series.samples.map((sample, index) => (index >= from / step && index < (from + seconds) / step ? undefined : sample)),
  }));

/** Labels of the probe that only reads the certificate of a public address. */
const served = { probe: certificateJob, instance: "shop.example:443" } as const;
const passes: ProbeState = { passes: true };
const fails: ProbeState = { passes: false };

/** A passing probe whose certificate expires at this Unix time. The simulation starts at 0. */
const until = (seconds: number): ProbeState => ({ passes: true, expires: seconds });

/** Threshold for the time until the served certificate expires, in seconds. */
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
      {
        step: "Check the served chain. An intermediate certificate may expire first, or one of several servers may serve an old certificate.",
        command: { request: "chain" },
      },
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
            scenario(
              `${alert} ${severity} fires for an older certificate that is served again before the handshake fails`,
              [hold(60, until(2 * threshold)), hold(60, until(threshold - 15)), hold(1200, fails)],
              [at(45, false), at(1305, true)],
            ),
            {
              title: `${alert} ${severity} fires while the handshake fails, also after 14 minutes without Prometheus`,
              series: without([hold(60, until(threshold - 15)), hold(1500, fails)], 120, 840),
              checks: [at(45, true), at(1545, true)],
            },
            {
              title: `${alert} ${severity} fires once for a public address: for the certificate, not for the checks of the address`,
              series: [certificateJob, publicProbeJob].flatMap((job) =>
                probeWorld([hold(600, until(threshold - 15))]).map((one) => ({
                  ...one,
                  labels: { ...one.labels, job, ...(job === certificateJob ? served : { instance: "https://shop.example/health" }) },
                })),
              ),
              checks: [{ ...at(585, true), firing: [{ ...proofProbeInstance, ...served }] }],
            },
          ],
          quiet: [
            {
              title: `${alert} ${severity} is quiet for two certificates of a service, neither of which expires soon`,
              series: [proofProbeInstance, proofWarningInstance].flatMap((probe) =>
                probeWorld([hold(600, until(threshold + 3600))], probe),
              ),
              checks: [at(300, false), at(585, false)],
            },
            scenario(
              `${alert} ${severity} is quiet for a certificate that was renewed before the handshake failed`,
              [hold(60, until(threshold - 15)), hold(300, until(2 * threshold)), hold(1500, fails)],
              [at(1335, false), at(1845, false)],
            ),
            scenario(
              `${alert} ${severity} is quiet for a probe without a certificate`,
              [hold(600, passes), hold(600, fails)],
              [at(585, false), at(1185, false)],
            ),
          ],
          resolves: [
            {
              title: `${alert} ${severity} resolves after 24 minutes without Prometheus, if the handshake still fails`,
              series: without([hold(60, until(threshold - 15)), hold(2100, fails)], 120, 1440),
              checks: [at(45, true), at(2145, false)],
            },
            {
              title: `${alert} ${severity} resolves when the probe is removed while others remain`,
              series: [
                ...probeWorld([hold(120, until(threshold - 15)), gone(1800)]).filter((series) => series.metric !== "up"),
                ...probeWorld([hold(120, passes)]).filter((series) => series.metric === "up"),
                ...[
                  ...namesakesOf(proofService),
                  { service: "another" },
                  { probe: "other" },
                  { instance: "https://web.example/other" },
                ].map((other) => upOf(probeJob, [hold(1920, true)], { probe: proofProbeInstance.probe, instance: proofUrl, ...other })),
              ],
              checks: [at(105, true), at(1800, false)],
            },
          ],
        },
      );
    },
  });
