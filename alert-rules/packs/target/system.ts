import { probeJob, probingJobs } from "../../../exporters/scrape/probes";
import { stackSystem } from "../../../exporters/scrape/targets";
import { expression } from "../../condition";
import type { Alert, Recording } from "../../model";
import { serviceOwner } from "../../owner";
import { anyOf, is, matchesNot, isNot, labels, metric, minutes, promql, scalar, seconds, select, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { label, text } from "../../template";
import { systemDownKeep, systemDownProofs, systemIdentity } from "./system-proofs";
import { serviceReplicas } from "../../step-commands";

const up = metric("up");
const by = labels("system", "environment");
const withOwner = labels(...systemIdentity);

/** Jobs whose targets run next to the monitoring stack. They respond even if the server that they monitor is gone. */
const beside = [...probingJobs, "postgres-exporter", "redis-exporter", "arq"];
const direct = select(up, { job: matchesNot(beside.join("|")), system: isNot(stackSystem) });
const owners = select(serviceOwner, { system: isNot(stackSystem) });
/** Only the probes of checks. A probe of a certificate does not count, because a load balancer may respond although the system is gone. */
const probes = select(metric("probe_success"), { job: is(probeJob) });

/**
 * How long all programs and checks of a system must be down before the system counts as down. A restart is usually shorter. If all
 * PostgreSQL and Redis servers of the system are down too, the system counts as down at once.
 */
const start = minutes(2);

const best = (of: Promql): Promql => promql`max by (${by}) (${of})`;

const systemUp = metric("system:up");
const systemSilent = metric("system:silent:info");

const programsOrChecks = (facts: Pick<RuleFacts, "kinds">): boolean => facts.kinds.has("http") || facts.kinds.has("worker");

/** Recording rules for the inputs of SystemDown. With them, the alert's PromQL is the same with and without checks and databases. */
export function systemRecordings(facts: Pick<RuleFacts, "kinds" | "hasProbes">): Recording[] {
  if (!programsOrChecks(facts)) return [];
  const { kinds, hasProbes } = facts;
  const lately = best(
    anyOf([promql`max_over_time(${direct}[${start}])`, ...(hasProbes ? [promql`max_over_time(${probes}[${start}])`] : [])]),
  );
  const [store, ...stores] = [
    ...(kinds.has("postgres") ? [promql`${metric("pg_up")}`] : []),
    ...(kinds.has("redis") ? [promql`${metric("redis_up")}`] : []),
  ];
  const gone = promql`${lately} == 0`;
  return [
    { record: systemUp, expr: best(anyOf([promql`${direct}`, ...(hasProbes ? [promql`${probes}`] : [])])) },
    {
      record: systemSilent,
      expr: promql`group by (${by}) (${store === undefined ? gone : promql`${best(anyOf([store, ...stores]))} == 0 or ${gone}`})`,
    },
  ];
}

/** PromQL of SystemDown. For each system that is down, it returns one series for each owner of a service in the system. */
const condition = promql`
      group by (${withOwner}) (${owners})
    and on (${by})
      count by (${by}) (${direct}) > ${scalar(1)}
    and on (${by})
      ${systemUp} == 0
    and on (${by})
      ${systemSilent}`;

/**
 * Alert for a system with at least two programs if all its programs and checks are down, e.g. because its namespace, host or network is
 * gone. Every owner of a service in the system gets one page.
 */
export function systemDown(facts: Pick<RuleFacts, "kinds">): Alert[] {
  if (!programsOrChecks(facts)) return [];
  return [
    {
      name: "SystemDown",
      symptom: "system",
      aboutStack: false,
      severity: "critical",
      condition: expression(
        "all programs and checks of a system with at least two programs are down, and have been for 2 minutes. The 2 minutes are not needed if the system has PostgreSQL or Redis servers and all of them are down too",
        condition,
      ),
      for: seconds(30),
      keepFiringFor: systemDownKeep,
      identity: systemIdentity,
      noData: { is: "harmless", because: "TargetMissing fires for targets that are no longer discovered" },
      summary: text`${label("system")}: all programs and checks are down`,
      impact: "The whole system is probably down for its users, e.g. because its namespace, host or network is gone.",
      firstSteps: [
        { step: "Check whether the host or the namespace exists, and whether anything in it runs.", command: serviceReplicas },
        {
          step: "If the programs run, check the connection between them and the monitoring stack: network policies, firewall, DNS.",
          command: { request: "target" },
        },
        "Check recent changes to the platform: a node, a network policy, a cluster certificate.",
      ],
      firstCommand: { query: "up{$system}" },
      panel: "overview/targets",
      proofs: systemDownProofs,
    },
  ];
}
