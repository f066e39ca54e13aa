import { callMetrics } from "../../../exporters/instrumentation/calls";
import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, whileCounted, type World } from "../../proofs/patterns";
import { gone, hold, type RawSeries } from "../../proofs/samples";
import { sharedBeside, sharingTargets } from "../../proofs/transformations/shared";
import { minutes } from "../../promql";
import { serviceErrors } from "../../step-commands";
import { label, text, value } from "../../template";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { connectionFailures } from "./connections-series";
import { callSeries, proofCallInstance, pushedCalls, scrapedCalls, type Calls } from "./world";

const name = "DependencyConnectionFailed";
const severity = "critical";
const minute = minutes(1);
const window = minutes(5).seconds;
const { db, error } = callMetrics;

const worlds: readonly World<readonly Calls[]>[] = [
  { name: "scraped", series: scrapedCalls({ metric: db }), successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedCalls({ metric: db }), successor: pushMissingProof },
];

const served: Calls = { perSecond: 1, seconds: 0.05 };
const inside: readonly Calls[] = [served, { ...served, perSecond: 0, failed: true }];
const beyond: readonly Calls[] = [served, { ...served, perSecond: 1 / 15, failed: true }];

/** An application whose failed operations begin at this second, with one failure. Before, there is no series for them. */
function oneFailure(kind: string, at: number, until: number): RawSeries[] {
  const calls = scrapedCalls({ metric: db, result: { failed: { [error]: kind }, served: {} } })([hold(until, [served])]);
  return calls.map((series) =>
    series.labels[error] === undefined
      ? series
      : { ...series, samples: series.samples.map((_, index) => (index * 15 < at ? undefined : 1)) },
  );
}

const failing = scrapedCalls({ metric: db })([hold(600, inside), hold(600, beyond)]);
const { quiet, fires } = moments(name, severity, proofCallInstance);

/** Alert for an application that could not connect to a database. */
export const dependencyConnectionFailed = (): Alert => ({
  name,
  symptom: "call-connections",
  severity,
  condition: fixed(connectionFailures, ">", 0),
  for: undefined,
  keepFiringFor: minute,
  identity: [...identity, ...connectionFailures.extra],
  labels: { action: "restart" },
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: in the last 5 minutes, ${value("count")} connections to ${label("dependency")} failed`,
  impact: "Requests and jobs that need the database fail.",
  firstSteps: [
    {
      step: "Read the service's error logs. They show whether the server refused the connection, did not answer, or did not accept the password.",
      command: serviceErrors,
    },
    {
      step: "If only one replica is affected, restart it. If all replicas are, check the server, its name in DNS, and network policies.",
      command: { query: "dependency:connection_failures:increase5m{$service}" },
    },
  ],
  firstCommand: { query: "dependency:connection_failures:increase5m{$service}" },
  panel: "dependencies/connections",
  proofs: () =>
    also(
      usualProofs({
        alert: name,
        severity,
        identity: [...identity, ...connectionFailures.extra],
        instance: proofCallInstance,
        worlds,
        beyond,
        inside,
        settle: window,
        wait: 0,
        keep: minute.seconds,
        times: whileCounted(window),
        missing: { then: "successor", after: 540 },
      }),
      {
        fires: [
          {
            title: `${name} fires beside targets that replicas share`,
            series: [...failing, ...sharedBeside(failing)],
            checks: [
              { ...quiet(585), exact: true },
              { ...fires(900), exact: true },
            ],
          },
          ...["08006", "28P01", "53300", "57P03", "ECONNREFUSED", "EAI_AGAIN", "ConnectionError", "OperationalError", "gaierror"].map(
            (kind) => ({
              title: `${name} fires at the first failure with ${kind}, which creates its series`,
              series: oneFailure(kind, 600, 900),
              checks: [quiet(585), fires(600), fires(840)] as const,
            }),
          ),
        ],
        quiet: [
          ...["23505", "42601", "57014", "WRONGTYPE"].map((kind) => ({
            title: `${name} is quiet if an operation fails with ${kind}, which is not about the connection`,
            series: oneFailure(kind, 600, 900),
            checks: [quiet(585), quiet(600), quiet(840)] as const,
          })),
          {
            title: `${name} is quiet for replicas that share a target`,
            series: sharingTargets(failing),
            checks: [
              { ...quiet(900), exact: true },
              { ...quiet(1185), exact: true },
            ],
          },
          {
            title: `${name} does not count old failures when the target is first seen`,
            series: scrapedCalls({ metric: db })([gone(600), hold(900, inside)]).map((series) =>
              series.labels[error] === undefined
                ? series
                : { ...series, samples: series.samples.map((sample) => (typeof sample === "number" ? 40 : sample)) },
            ),
            checks: [quiet(600), quiet(660), quiet(900), quiet(1200), quiet(1485)],
          },
          {
            title: `${name} is quiet if an address that the catalogue does not declare refuses connections`,
            series: [
              ...scrapedCalls({ metric: db })([hold(900, inside)]),
              ...callSeries({ instrumentation: "prom-client", metric: db, address: { server_address: "elsewhere.example.com" } }, [
                hold(900, beyond),
              ]),
            ],
            checks: [quiet(600), quiet(840)],
          },
        ],
      },
    ),
});
