import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { minutes } from "../../promql";
import { text, value } from "../../template";
import { exporterDownProof, postgresMoments, postgresName } from "./proofs";
import { clusterPrimaries } from "./series-cluster";
import { postgresWorld, type PostgresState } from "./world";

/** The declared primary in the unit tests ("proofs"), and the name of the standby that their catalogue declares for the primary. */
export const proofPrimary = { ...proofService, service: "primary" } as const;
export const proofStandby = "other";

/** `for` of PostgresSplitBrain. During a switchover, the exporters may report two primaries at one scrape. */
const wait = minutes(2);
const keep = minutes(2);

const primary: PostgresState = { walsenders: [] };
const standby: PostgresState = { standby: { lag: 0, lastReplay: 0, receiving: true } };

/** Simulates a primary, and the server that the catalogue names as its standby. The values of the phases are states of the standby. */
const cluster: World<PostgresState> = {
  name: "postgres_exporter",
  series: (phases) => [
    ...postgresWorld(
      phases.map((phase) => ({ for: phase.for, value: primary })),
      proofPrimary.service,
    ),
    ...postgresWorld(phases, proofStandby),
  ],
  successor: { ...exporterDownProof, instance: { ...exporterDownProof.instance, service: proofStandby } },
};

/** Alert for a cluster in which several servers accept writes. */
export const postgresSplitBrain = (): Alert => {
  const alert = "PostgresSplitBrain";
  const own = postgresMoments(alert, "critical", proofPrimary);
  return {
    name: alert,
    symptom: "replication-primaries",
    about: (service) => service.kind === "postgres" && (service.standbys > 0 || service.replicaOf !== undefined),
    severity: "critical",
    condition: fixed(latestOf(clusterPrimaries), ">", 1, {
      when: "more than one server is a primary, among a primary and the standbys that the catalogue names for it",
    }),
    for: wait,
    keepFiringFor: keep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: ${value("count")} servers of this cluster are primaries`,
    impact: "Applications may write to different servers. The data of the servers diverges, and all writes to one of them will be lost.",
    firstSteps: [
      "Find out which server the applications should use: the one that the cluster manager or the database's address names.",
      {
        step: "Stop writes to the other server now: make it read-only, and then stop it or block its port. Do not delete its data.",
        command: { adminSql: ["alter system set default_transaction_read_only = on", "select pg_reload_conf()"] },
      },
      "Find out what was written to it since the failover, and whether that data is needed. Then make it a standby again with pg_rewind, or rebuild it from a base backup.",
      "If a standby was promoted on purpose to be a server by itself, remove `replicaOf` from its entry in the catalogue.",
    ],
    firstCommand: { sql: "select pg_is_in_recovery(), inet_server_addr(), pg_postmaster_start_time()" },
    panel: "postgres/standbys",
    proofs: () =>
      also(
        usualProofs<PostgresState>({
          alert,
          severity: "critical",
          identity,
          instance: proofPrimary,
          worlds: [cluster],
          beyond: primary,
          inside: standby,
          settle: 15,
          recover: 60,
          wait: wait.seconds,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          quiet: [
            {
              title: `${alert} is quiet during a switchover: both servers are primaries for a moment, and then the roles have swapped`,
              series: [
                ...postgresWorld([hold(300, primary), hold(600, standby)], proofPrimary.service),
                ...postgresWorld([hold(285, standby), hold(615, primary)], proofStandby),
              ],
              checks: [own.quiet(285), own.quiet(300), own.quiet(435), own.quiet(885)],
            },
            {
              title: `${alert} is quiet when the primary is down and its standby has replaced it`,
              series: [
                ...postgresWorld([hold(300, primary), hold(600, { up: false })], proofPrimary.service),
                ...postgresWorld([hold(330, standby), hold(570, primary)], proofStandby),
              ],
              checks: [own.quiet(345), own.quiet(600), own.quiet(885)],
            },
          ],
        },
      ),
  };
};
