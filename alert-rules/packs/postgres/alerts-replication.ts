import { defineThreshold, fixed } from "../../condition";
import { standbysMissing } from "./series-cluster";
import { replicationLag } from "./series-replication";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, usualProofs, type World, bridged } from "../../proofs/patterns";
import { gone, hold, mapPhases, type Phase } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { postgresWorld, ramp, type PostgresState } from "./world";
import { minutes } from "../../promql";
import { text, value } from "../../template";
import { proofPrimary, proofStandby } from "./alerts-primaries";
import { exporterDownProof, postgresDownAt, postgresMoments, postgresName, postgresScenario } from "./proofs";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";
import { serviceLog, serviceReplicas } from "../../step-commands";

/**
 * Simulated standbys: connected with paused replay, disconnected, and idle. The argument is the age of the last replayed transaction in
 * seconds.
 */
const paused = (lag: number): PostgresState => ({ standby: { lag, lastReplay: lag, receiving: true } });
const cutOff = (lastReplay: number): PostgresState => ({ standby: { lag: 0, lastReplay, receiving: false } });
const idle = (lastReplay: number): PostgresState => ({ standby: { lag: 0, lastReplay, receiving: true } });
const standbyWorld = (title: string, of: (lag: number) => PostgresState): World<number> => ({
  name: title,
  series: (phases) => postgresWorld(mapPhases(phases, of)),
  successor: exporterDownProof,
});

/** Threshold for the replication lag of a standby, in seconds. */
export const replicationLagThreshold = defineThreshold({
  key: "replicationLag",
  series: replicationLag,
  defaults: { warning: 30, critical: 300 },
  proven: { info: 20 },
  waits: { critical: 15, warning: 15 },
});

/** Alerts for a standby that is behind its primary: replay is slow, blocked or paused, or the standby is disconnected. */
export const replicationLagHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "PostgresReplicationLagHigh",
    symptom: "replication-lag",
    about: (service) => service.kind === "postgres" && service.role === "replica",
    threshold: replicationLagThreshold,
    keepFiringFor: minutes(2),
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: standby is ${value("duration")} behind its primary`,
    impact: "Reads from the standby return stale data. A failover now may lose that much data.",
    firstSteps: [
      {
        step: "Run the first command on the standby. If replay is paused, resume it. If the command returns no row, the standby is disconnected.",
        command: { adminSql: "select pg_wal_replay_resume()", on: "replica" },
      },
      {
        step: "If the standby is disconnected, read its log to find out why it cannot connect: address, password, slot, or WAL that is already removed.",
        command: serviceLog,
      },
      {
        step: "If the standby is connected but behind, check for a long query on it that blocks replay, a full disk, a saturated CPU, or a bulk load on the primary.",
        command: {
          sql: "select pid, usename, xact_start, left(query, 100) as query from pg_stat_activity where state <> $$idle$$ order by xact_start",
          on: "replica",
        },
      },
    ],
    firstCommand: { sql: "select pg_is_wal_replay_paused(), status from pg_stat_wal_receiver", on: "replica" },
    panel: "postgres/replication",
    proofs: ({ severity, threshold, wait, keep }) => {
      const alert = "PostgresReplicationLagHigh";
      const own = postgresMoments(alert, severity);
      return also(
        usualProofs<number>({
          alert,
          severity,
          identity,
          instance: proofService,
          worlds: [standbyWorld("replay paused", paused), standbyWorld("disconnected", cutOff)],
          beyond: threshold + 1,
          inside: threshold - 1,
          settle: 15,
          recover: 60,
          wait,
          keep,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          fires: [
            postgresScenario(
              `${alert} ${severity} counts from when a standby of an idle primary was disconnected, not from the last transaction`,
              [...ramp(1200, idle), ...ramp(threshold + 120, (second) => cutOff(1200 + second))],
              [own.quiet(1185), own.quiet(1200 + threshold - 15), own.fires(1200 + threshold + wait + 30)],
            ),
            postgresScenario(
              `${alert} ${severity} counts from when replay was paused, even if the last transaction is old`,
              [...ramp(1200, idle), ...ramp(threshold + 120, (second) => paused(1200 + second))],
              [own.quiet(1200 + threshold - 15), own.fires(1200 + threshold + wait + 30)],
            ),
          ],
          quiet: [
            postgresScenario(
              `${alert} ${severity} is quiet on a standby of an idle primary, however old the last transaction is`,
              ramp(2400, idle),
              [own.quiet(600), own.quiet(2385)],
            ),
            postgresScenario(
              `${alert} ${severity} is quiet on a standby that restarted while its primary is idle, although it reports a lag`,
              [
                ...ramp(600, idle),
                hold(15, { up: false }),
                ...ramp(1200, (second): PostgresState => ({
                  standby: { lag: 615 + second, lastReplay: 615 + second, receiving: true, nothingNew: true },
                })),
              ],
              [own.quiet(660), own.quiet(1200), own.quiet(1800)],
            ),
            postgresScenario(
              `${alert} ${severity} is quiet when a query on the standby briefly blocks replay after an idle period`,
              [...ramp(1200, idle), hold(15, paused(1215)), hold(300, idle(1))],
              [own.quiet(1200), own.quiet(1215), own.quiet(1230), own.quiet(1485)],
            ),
            ...(threshold < 120
              ? []
              : [
                  postgresScenario(
                    `${alert} ${severity} is quiet when replay is blocked after an idle period and then the exporter is gone`,
                    [...ramp(1200, idle), hold(15, paused(1215)), gone(120)],
                    [own.quiet(1230), own.quiet(1260), own.quiet(1275), own.quiet(1320)],
                  ),
                ]),
            postgresScenario(
              `${alert} ${severity} is quiet on a standby that is exactly as late as the threshold allows`,
              [hold(600, paused(threshold))],
              [own.quiet(300), own.quiet(585)],
            ),
            postgresScenario(`${alert} ${severity} is quiet on a primary`, [hold(900, { connections: 5 })], [own.quiet(885)]),
            postgresScenario(
              `${alert} ${severity} is quiet on a primary that was a standby, however old the last replayed transaction is`,
              [...ramp(300, idle), ...ramp(threshold + 300, (second): PostgresState => ({ replayed: 300 + second }))],
              [own.quiet(285), own.quiet(300 + threshold), own.quiet(threshold + 585)],
            ),
            postgresScenario(
              `${alert} ${severity} leaves a standby that is down to PostgresDown`,
              [hold(300, paused(threshold - 1)), hold(300, { up: false })],
              [own.quiet(585), postgresDownAt.fires(585)],
            ),
          ],
        },
      );
    },
  });

/** The primary in the alert's unit tests ("proofs"). The catalogue of the proofs expects one standby for it. */
const primary = proofPrimary;

/** `for` of PostgresStandbyMissing. Typical failovers and restarts of a standby are shorter. */
const standbyWait = minutes(2);

/**
 * Alert for a primary with fewer connected standbys than the catalogue expects. After a switchover, the alert counts the standbys of the
 * server that replaced the declared primary.
 */
export const standbyMissing = (): Alert => {
  const alert = "PostgresStandbyMissing";
  const own = postgresMoments(alert, "critical", primary);
  const at = (walsenders: readonly string[], more: Partial<PostgresState> = {}): PostgresState => ({ walsenders, ...more });
  const one = at(["replica_1"]);
  const world: World<PostgresState> = {
    name: "postgres_exporter",
    series: (phases) => postgresWorld(phases, primary.service),
    successor: { ...exporterDownProof, instance: { ...exporterDownProof.instance, service: primary.service } },
  };
  const primaryScenario = (title: string, phases: readonly Phase<PostgresState>[], checks: Scenario["checks"]) =>
    postgresScenario(`${alert} ${title}`, phases, checks, primary.service);
  return {
    name: alert,
    symptom: "replication-standby",
    about: (service) => service.kind === "postgres" && service.standbys > 0,
    severity: "critical",
    condition: fixed(latestOf(standbysMissing), ">", 0, {
      when: "fewer standbys are connected than the catalogue expects",
    }),
    for: standbyWait,
    keepFiringFor: minutes(2),
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: ${value("count")} expected standby(s) are missing`,
    impact: "Failover may be impossible, and reads from the standby return stale data.",
    firstSteps: [
      { step: "Check whether the standby runs, and read the end of its log.", command: [serviceReplicas, serviceLog] },
      {
        step: "If the standby runs, find out why it does not connect: address, password, pg_hba.conf, max_wal_senders, or a lost slot.",
        command: {
          sql: "select name, setting from pg_settings where name in ($$max_wal_senders$$, $$max_replication_slots$$, $$ssl$$)",
          on: "primary",
        },
      },
      {
        step: "If this server is a standby now, check from which server it receives WAL. That server is the new primary: it has too few standbys, or the catalogue does not name it.",
        command: { sql: "select sender_host, sender_port, slot_name, status from pg_stat_wal_receiver" },
      },
    ],
    firstCommand: { sql: "select application_name, client_addr, state, sync_state from pg_stat_replication", on: "primary" },
    panel: "postgres/standbys",
    proofs: () =>
      also(
        usualProofs<PostgresState>({
          alert,
          severity: "critical",
          identity,
          instance: primary,
          worlds: [world],
          beyond: at([]),
          inside: one,
          settle: 15,
          recover: 60,
          wait: standbyWait.seconds,
          keep: 120,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          fires: [
            primaryScenario(
              "does not count WAL archivers and logical subscribers as standbys",
              [
                hold(120, at(["replica_1", "pg_receivewal", "barman_receive_wal", "cdc"], { logical: true })),
                hold(240, at(["pg_receivewal", "barman_receive_wal", "cdc"], { logical: true })),
              ],
              [own.quiet(105), own.fires(300)],
            ),
            primaryScenario(
              "fires when a primary has become a standby and no server has a standby",
              [hold(300, paused(1))],
              [own.fires(285)],
            ),
            {
              title: `${alert} fires when a primary has become a standby, although another cluster of the system has a standby`,
              series: [...postgresWorld([hold(300, paused(1))], primary.service), ...postgresWorld([hold(300, one)], "unrelated")],
              checks: [own.fires(285)],
            },
            {
              title: `${alert} fires after a switchover when the new primary loses its standby`,
              series: [
                ...postgresWorld([hold(900, paused(1))], primary.service),
                ...postgresWorld([hold(300, one), hold(600, at([]))], proofStandby),
              ],
              checks: [own.quiet(285), own.quiet(300 + standbyWait.seconds - 15), own.fires(300 + standbyWait.seconds + 15)],
            },
          ],
          quiet: [
            primaryScenario("is quiet with more standbys than expected", [hold(600, at(["replica_1", "replica_2"]))], [own.quiet(585)]),
            primaryScenario(
              "is quiet with one standby and one logical subscriber",
              [hold(300, at(["replica_1", "cdc"], { logical: true }))],
              [own.quiet(60), own.quiet(285)],
            ),
            primaryScenario(
              "is quiet while a standby is restarted",
              [hold(300, one), hold(60, at([])), hold(300, one)],
              [own.quiet(315), own.quiet(330), own.quiet(360), own.quiet(420), own.quiet(615)],
            ),
            {
              title: `${alert} is quiet after a switchover: the declared standby is now the primary and has one standby`,
              series: [
                ...postgresWorld([hold(300, one), hold(30, at([])), hold(900, paused(1))], primary.service),
                ...postgresWorld([hold(330, paused(1)), hold(900, one)], proofStandby),
              ],
              checks: [own.quiet(315), own.quiet(330), own.quiet(360), own.quiet(600), own.quiet(1215)],
            },
            primaryScenario(
              "is quiet when one scrape is missed",
              [hold(300, one), gone(15), hold(300, one)],
              [own.quiet(315), own.quiet(585)],
            ),
            primaryScenario(
              "leaves a primary that is down to PostgresDown",
              [hold(300, one), hold(300, { up: false })],
              [own.quiet(345), own.quiet(585), postgresMoments("PostgresDown", "critical", primary).fires(585)],
            ),
            primaryScenario(
              "leaves an exporter that cannot read statistics to PostgresExporterBlind",
              [hold(300, one), hold(300, { blind: true })],
              [own.quiet(585), postgresMoments("PostgresExporterBlind", "critical", primary).fires(585)],
            ),
          ],
        },
      ),
  };
};
