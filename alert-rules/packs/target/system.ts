import { probeJob } from "../../../exporters/scrape/probes";
import { stackSystem } from "../../../exporters/scrape/targets";
import { expression } from "../../condition";
import type { Alert, Recording } from "../../model";
import { serviceOwner } from "../../owner";
import { matchesNot, isNot, labels, metric, minutes, promql, scalar, seconds, select, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { label, text } from "../../template";
import { systemDownProofs, systemIdentity } from "./system-proofs";

const up = metric("up");
const by = labels("system", "environment");
const withOwner = labels(...systemIdentity);

/** Jobs whose target runs beside the stack and answers although what it looks at is gone. */
const beside = [probeJob, "postgres-exporter", "redis-exporter", "arq"];
const direct = select(up, { job: matchesNot(beside.join("|")), system: isNot(stackSystem) });
const owners = select(serviceOwner, { system: isNot(stackSystem) });
const probes = metric("probe_success");

/** How long programs may take to start before all of them count as gone, where no store says the same. */
const start = minutes(2);

const anyOf = (first: Promql, ...more: readonly Promql[]): Promql => more.reduce((joined, next) => promql`${joined} or ${next}`, first);
const best = (of: Promql): Promql => promql`max by (${by}) (${of})`;

const systemUp = metric("system:up");
const systemSilent = metric("system:silent:info");

const programsOrChecks = (facts: Pick<RuleFacts, "kinds">): boolean => facts.kinds.has("http") || facts.kinds.has("worker");

/** What the alert reads, recorded, so that the alert's PromQL is the same with and without checks and stores. */
export function systemRecordings(facts: Pick<RuleFacts, "kinds" | "hasProbes">): Recording[] {
  if (!programsOrChecks(facts)) return [];
  const { kinds, hasProbes } = facts;
  const lately = best(
    anyOf(promql`max_over_time(${direct}[${start}])`, ...(hasProbes ? [promql`max_over_time(${probes}[${start}])`] : [])),
  );
  const [store, ...stores] = [
    ...(kinds.has("postgres") ? [promql`${metric("pg_up")}`] : []),
    ...(kinds.has("redis") ? [promql`${metric("redis_up")}`] : []),
  ];
  const gone = promql`${lately} == 0`;
  return [
    { record: systemUp, expr: best(anyOf(promql`${direct}`, ...(hasProbes ? [promql`${probes}`] : []))) },
    {
      record: systemSilent,
      expr: promql`group by (${by}) (${store === undefined ? gone : promql`${best(anyOf(store, ...stores))} == 0 or ${gone}`})`,
    },
  ];
}

/** Owners of a system whose programs, checks and stores are all silent. */
const condition = promql`
      group by (${withOwner}) (${owners})
    and on (${by})
      count by (${by}) (${direct}) > ${scalar(1)}
    and on (${by})
      ${systemUp} == 0
    and on (${by})
      ${systemSilent}`;

/** No program and no check of a system answers: its namespace, host or network is gone. One page for each owner of something in it. */
export function systemDown(facts: Pick<RuleFacts, "kinds">): Alert[] {
  if (!programsOrChecks(facts)) return [];
  return [
    {
      name: "SystemDown",
      symptom: "system",
      severity: "critical",
      condition: expression(
        "at least two programs of a system are known, and no program, no check and no store of it answers; or no program and no check has answered for 2 minutes",
        condition,
      ),
      for: seconds(30),
      identity: systemIdentity,
      noData: { is: "harmless", because: "targets that are not known any more are an alert each: TargetMissing" },
      summary: text`${label("system")}: nothing answers, neither programs nor checks`,
      impact: "The whole system is gone for its users: a namespace, a host or a network that is cut off.",
      firstSteps: [
        "See whether the host or the namespace is there, and whether anything in it runs.",
        "If the programs run, look at what stands between them and the stack: network policies, firewall, DNS.",
        "Look at the last change of the platform: a node, a policy, a certificate of the cluster.",
      ],
      panel: "overview/targets",
      proofs: systemDownProofs,
    },
  ];
}
