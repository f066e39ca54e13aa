import { lighthouseInstance } from "../../../exporters/instrumentation/lighthouse";
import { pushesMetrics } from "../../../exporters/instrumentation/pushes";
import { edges } from "../../proofs/patterns";
import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { counter, gauge, gone, hold, type Phase } from "../../proofs/samples";
import { namesakesOf, proofService, upOf } from "../../proofs/service";
import { isNot, labels, metric, promql, seconds, select } from "../../promql";
import { label, text } from "../../template";
import { httpTotal } from "./shared";
import { expectedForLong, expectedPush, firstSeen } from "./expected";

/** `for` of PushMissing in seconds. It begins when the pushed series become stale, five minutes after the last push. */
const missingWait = 120;
const key = labels(...serviceKey);
/**
 * Prometheus writes this series at every push of a service, even before the service has served a request. A push of a CI job with results
 * of Lighthouse does not show that the service is alive.
 */
export const targetInfo = metric("target_info");
/** The instances of `targetInfo` that are processes of the service. */
export const processes = { instance: isNot(lighthouseInstance) } as const;
const traffic = metric("service:http_requests:rate5m");

/** Alert for a service whose pushed metrics are missing. Such a service has no `up`, so only missing metrics show that it is down. */
export const pushMissing = (): Alert => {
  const pushed = { job: "proof/web", instrumentation: "opentelemetry", ...proofService, instance: "web-1" };
  const sent = (phases: readonly Phase<number>[]) => [
    counter("http_server_request_duration_seconds_count", { ...pushed, http_route: "/", http_response_status_code: "200" }, phases),
  ];
  const alive = (phases: readonly Phase<number>[], instance = pushed.instance) => [gauge("target_info", { ...pushed, instance }, phases)];
  const check = (at: number, firing: boolean) =>
    ({ at, alert: "PushMissing", severity: "critical", identity, firing: firing ? [proofService] : [] }) as const;
  return {
    name: "PushMissing",
    symptom: "target",
    about: pushesMetrics,
    aboutStack: false,
    severity: "critical",
    condition: expression(
      "a service that pushes its metrics has sent none for 5 minutes",
      promql`
      ${expectedForLong(expectedPush)}
        unless on (${key})
          ${select(targetInfo, processes)}
        unless
          ${traffic}
        unless on (${key})
          ${httpTotal}`,
    ),
    for: seconds(missingWait),
    identity,
    noData: { is: "fires" },
    summary: text`${label("system")}/${label("service")}: no metrics received for over 5 minutes`,
    impact: "The program is down, or its metrics do not arrive. Until they arrive, alerts that need them cannot fire.",
    firstSteps: [
      {
        step: "Check whether the program runs, and whether it can reach the OTLP endpoint. [Metrics that are pushed](instrument-a-service.md#metrics-that-are-pushed) lists the endpoint and the attributes that the program must set.",
        command: { logs: "otelcol", grep: "err" },
      },
      { step: "Look for export errors in the program's log.", command: { logs: "service", grep: "export" } },
      "If the program was removed on purpose, remove it from the catalogue.",
    ],
    firstCommand: { query: "service:http_requests:rate5m{$service}" },
    panel: "overview/targets",
    proofs: () => ({
      fires: [
        {
          title: "PushMissing fires when a pushing service stops sending",
          series: sent([hold(600, 5), gone(900)]),
          checks: [check(585, false), check(600 + 300 + missingWait + 60, true), ...edges(check, 990)],
        },
        ...[alive, sent].map((still) => ({
          title: `PushMissing fires although other services push ${still === alive ? "metrics" : "counts of requests"}`,
          series: [
            ...sent([hold(600, 5), gone(900)]),
            ...[...namesakesOf(proofService), { service: "another" }].flatMap((labels) =>
              still([hold(1500, 1)]).map((series) => ({ ...series, labels: { ...series.labels, ...labels } })),
            ),
          ],
          checks: [check(585, false), check(1080, true)] as const,
        })),
        {
          title: "PushMissing fires although a CI job pushes results of Lighthouse",
          series: [...sent([hold(600, 5), gone(900)]), ...alive([hold(1500, 1)], lighthouseInstance)],
          checks: [check(585, false), check(1080, true)],
        },
      ],
      quiet: [
        {
          title: "PushMissing is quiet while metrics arrive, even without requests",
          series: sent([hold(600, 5), hold(1200, 0)]),
          checks: [check(600, false), check(1785, false)],
        },
        {
          title: "PushMissing is quiet for a service that has started and has no requests yet",
          series: alive([hold(900, 1)]),
          checks: [check(300, false), check(600, false), check(885, false)],
        },
      ],
      resolves: [
        {
          title: "PushMissing resolves when metrics arrive again",
          series: sent([hold(300, 5), gone(900), hold(300, 5)]),
          checks: [check(1170, true), check(1260, false), ...edges(check, 690, 1200)],
        },
      ],
      noData: [
        {
          title: "PushMissing fires for a service that never sent anything",
          series: [upOf("prom-client", [hold(600, 1)])],
          checks: [check(missingWait - 15, false), check(firstSeen.seconds + missingWait + 30, true), ...edges(check, 180)],
        },
      ],
    }),
  };
};
