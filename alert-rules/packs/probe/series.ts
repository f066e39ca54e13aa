import { certificateJob } from "../../../exporters/scrape/certificates";
import { probeJob, publicProbeJob } from "../../../exporters/scrape/probes";
import { stackJob } from "../../../exporters/scrape/targets";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { keyOf } from "../../owner";
import { is, labels, matches, metric, minutes, promql, select, type Promql } from "../../promql";
import type { Declared, RuleFacts } from "../../rule-facts";

const extra = ["probe", "instance"];
const series = seriesWith(...extra);

/** Recorded series: 1 for each check, with the check's URL in the stack's network (`instance`) and its key in Gatus (`key`). */
const expectedChecks = metric("expected:checks:info");
/** The programs that run checks, as values of the label `prober`. */
export const probers = { blackbox: "blackbox-exporter", gatus: "gatus" } as const;
/** Results of each prober that reports. The label `instance` holds the check's URL in the stack's network, also for Gatus. */
export const proberSuccess = series("prober:success:ratio1m", "ratio", "Share of probes of one prober that passed over 1 minute", [
  "prober",
]);
/** The label `instance` holds the check's URL in the stack's network. */
export const probeSuccess = series(
  "probe:success:ratio1m",
  "ratio",
  "Share of probes that passed over 1 minute, for the prober with the largest share",
);
export const probeDuration = series("probe:duration_seconds:avg5m", "duration", "Mean probe duration over 5 minutes");
/** The recording rule keeps the last known value while the probe is a target. */
export const certificateExpiryTime = series(
  "probe:certificate_expiry:timestamp",
  "timestamp",
  "When the verified chain of the served certificate expires",
);
export const certificateExpiry = series(
  "probe:certificate_expiry_seconds",
  "duration",
  "Time until the verified chain of the served certificate expires; negative afterwards",
);

export const certificateVerified = series(
  "probe:certificate_verified:ratio5m",
  "ratio",
  "Share of TLS connections to a public address over 5 minutes whose certificate was verified",
);

/** Recorded series: 1 for each check whose failure is only a warning. The label `probe` holds the name of the check. */
export const warningCheck = metric("expected:warning_checks:info");
/** Labels that identify one check. */
export const checkKey = [...serviceKey, "probe"];

/** Recording rules for the checks whose failure is only a warning. */
export const warningCheckRecordings = (checks: readonly Declared[]): Recording[] =>
  checks.map(({ service, name }) => ({ record: warningCheck, expr: promql`1`, labels: { ...keyOf(service), probe: name } }));

/** How long Prometheus may be down before it forgets certificates that no probe currently sees. */
const remember = minutes(15);

const by = labels(...serviceKey, ...extra);
const raw = (name: string) => select(metric(name), { job: is(probeJob) });
const publicSuccess = select(metric("probe_success"), { job: is(publicProbeJob) });
/** Only the stack's Gatus. A team may run a Gatus too, whose checks may have the same keys. */
const gatusResult = select(metric("gatus_results_endpoint_success"), { job: is(stackJob) });
/** A result counts only if Gatus ran the check within this time, because a Gatus that hangs still exposes its last result. */
const fresh = minutes(3);

/** 1 if the latest result of Gatus is a success, else 0, with the labels of the check in the catalogue. */
const gatusSuccess = promql`
  max by (${by}) (
      ${expectedChecks}
    * on (key) group_left ()
      max by (key) (
          last_over_time(${gatusResult}[${minutes(1)}])
        and on (key, instance)
          increase(${metric("gatus_results_total")}[${fresh}]) > 0
      )
  )`;

const ofBlackbox = promql`avg_over_time(${raw("probe_success")}[${minutes(1)}])`;

/**
 * Share of a check's probes by blackbox_exporter that passed in the last minute. If the check also has a public URL, the smaller share of
 * the check's two URLs.
 */
const blackboxSuccess = (hasPublicProbes: boolean): Promql =>
  hasPublicProbes
    ? promql`
  min by (${by}) (
      ${ofBlackbox}
    or
        ${expectedChecks}
      * on (${labels(...checkKey)}) group_left ()
        min by (${labels(...checkKey)}) (avg_over_time(${publicSuccess}[${minutes(1)}]))
  )`
    : promql`min by (${by}) (${ofBlackbox})`;

/** Selects a metric of the certificate probes and of the checks' probes in the stack's network, without the probes of public URLs. */
const tls = (name: string) => select(metric(name), { job: matches(`${certificateJob}|${probeJob}`) });

/** Recording rules that map the keys in Gatus to the labels of the checks in the catalogue. */
const checkRecordings = (checks: RuleFacts["checks"]): Recording[] =>
  [...checks]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ service, probe, url, key }) => ({
      record: expectedChecks,
      expr: promql`1`,
      labels: { ...keyOf(service), probe, instance: url, key },
    }));

/**
 * Recording rules for the results of probers, and for certificates. A check fails if it fails in every prober that reports. The expiry is
 * that of the verified chain that expires last: a server may also send a certificate that expires earlier and that no client needs. A
 * failed handshake reports no expiry, so the rule keeps the last known expiry until the probe is removed.
 */
export const probeRecordings = ({ checks, hasPublicProbes }: Pick<RuleFacts, "checks" | "hasPublicProbes">): Recording[] => [
  ...checkRecordings(checks),
  {
    record: proberSuccess.name,
    expr: blackboxSuccess(hasPublicProbes),
    labels: { prober: probers.blackbox },
  },
  { record: proberSuccess.name, expr: gatusSuccess, labels: { prober: probers.gatus } },
  { record: probeSuccess.name, expr: promql`max by (${by}) (${proberSuccess.name})` },
  { record: probeDuration.name, expr: promql`max by (${by}) (avg_over_time(${raw("probe_duration_seconds")}[${minutes(5)}]))` },
  {
    record: certificateExpiryTime.name,
    expr: promql`
      min by (${by}) (${tls("probe_ssl_last_chain_expiry_timestamp_seconds")})
        or
      last_over_time(${certificateExpiryTime.name}[${remember}])
        and on (${by})
      ${metric("up")}`,
  },
  {
    record: certificateVerified.name,
    expr: promql`min by (${by}) (avg_over_time(${select(metric("probe_success"), { job: is(certificateJob) })}[${minutes(5)}]))`,
  },
  { record: certificateExpiry.name, expr: promql`${certificateExpiryTime.name} - time()` },
];
