import { certificateJob } from "../../../exporters/scrape/certificates";
import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs } from "../../proofs/patterns";
import { gauge, hold, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { targetDownProof } from "../target/alerts";
import { certificateVerified } from "./series";
import { probeWorld } from "./world";

const window = minutes(5).seconds;
const wait = minutes(10);
const address = "web.example:443";
const instance = { ...proofService, probe: certificateJob, instance: address };

/** Simulates the TLS connections to one address. In a phase with 1, the certificate is verified; with 0, it is not. */
const connections = (phases: readonly Phase<number>[]): RawSeries[] => [
  gauge("probe_success", { job: certificateJob, ...instance }, phases),
  upOf(certificateJob, phases, { probe: certificateJob, instance: address }),
];

/**
 * Alert for a public address whose certificate could not be verified for 15 minutes. The expiry of an unverified certificate is unknown, so
 * `CertificateExpiresSoon` may not fire.
 */
export const certificateUnverified = (): Alert => ({
  name: "CertificateUnverified",
  symptom: "certificate",
  severity: "warning",
  condition: fixed(certificateVerified, "==", 0, { when: "no TLS connection to a public address has succeeded for 5 minutes" }),
  for: wait,
  identity: [...identity, ...certificateVerified.extra],
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: no verified TLS connection to ${label("instance")} for 15 minutes`,
  impact: "Browsers and clients refuse to connect, or the expiry of the certificate is not monitored.",
  firstSteps: [
    {
      step: "Open the address in a browser, or connect with openssl s_client. Check for an expired certificate, a certificate for another host name, and a missing intermediate certificate.",
      command: { request: "chain" },
    },
    {
      step: "If nothing answers, check DNS, the load balancer, and whether blackbox-exporter may connect to public addresses.",
      command: { request: "outside" },
    },
    "If the certificate is signed by a private CA, blackbox-exporter cannot verify it. Use a public CA, or set outside: false for the checks of this address.",
  ],
  firstCommand: { request: "certificate" },
  panel: "overview/probes",
  proofs: () =>
    also(
      usualProofs<number>({
        alert: "CertificateUnverified",
        severity: "warning",
        identity: [...identity, ...certificateVerified.extra],
        instance,
        worlds: [{ name: "blackbox", series: connections, successor: targetDownProof(certificateJob, address) }],
        beyond: 0,
        inside: 1,
        settle: window,
        wait: wait.seconds,
        times: { detects: window - 15, clears: 0, loses: window - 15 },
        missing: { then: "successor", after: window + 60 },
      }),
      {
        quiet: [
          {
            title: "CertificateUnverified warning leaves a check that fails to ProbeFailed",
            series: [...connections([hold(1500, 1)]), ...probeWorld([hold(1500, { passes: false })])],
            checks: [moments("CertificateUnverified", "warning", instance).quiet(1485)],
          },
        ],
      },
    ),
});
