import { defineThreshold, fixed } from "../../condition";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged, usualProofs } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { minutes, seconds } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { postgresDownAt, postgresMoments, postgresName, postgresProofs, postgresScenario, postgresWorlds } from "./proofs";
import { deadlocksCounted, lockWaits, longestTransaction } from "./series-health";
import type { PostgresState } from "./world";
import { proofDatabase } from "./world-health";
import { cancel, terminate } from "../../step-commands";

const keep = minutes(2);

/** Threshold for the age of the oldest open transaction, in seconds. */
export const transactionAgeThreshold = defineThreshold({
  key: "transactionAge",
  series: longestTransaction,
  defaults: { warning: 1800 },
  proven: { critical: 7200, info: 600 },
  waits: { warning: 30 },
});

/** Alerts for a transaction that stays open: a leak in an application, a forgotten session, or a job that does not end. */
export const postgresTransactionOpenLong = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "PostgresTransactionOpenLong",
    symptom: "transaction-age",
    threshold: transactionAgeThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: a transaction has been open for ${value("duration")}`,
    impact:
      "While a transaction is open, its locks are held, and vacuuming removes no row that was deleted since it began. Tables grow, and other statements may wait.",
    firstSteps: [
      "Find the transaction, with the first command.",
      {
        step: "If its state is `idle in transaction`, the application has not ended the transaction. End it, and fix the application. Set idle_in_transaction_session_timeout for its role; it applies to new sessions.",
        command: [terminate, { adminSql: 'alter role "<role>" set idle_in_transaction_session_timeout = $$10min$$' }],
        values: { pid: "the `pid` from the first command", role: "its `usename`" },
      },
      {
        step: "If its state is `active`, find out with the owner of the application whether the statement may run this long. If not, cancel it.",
        command: cancel,
        values: { pid: "the `pid` from the first command" },
      },
      "If long transactions are normal for this server, set the threshold `transactionAge` for it in the catalogue. Dumps by pg_dump do not count.",
    ],
    firstCommand: {
      sql: "select pid, usename, application_name, client_addr, state, xact_start, left(query, 100) from pg_stat_activity where xact_start is not null order by xact_start limit 5",
    },
    panel: "postgres/transaction-age",
    proofs: ({ severity, threshold, wait, keep: kept }) => {
      const alert = "PostgresTransactionOpenLong";
      const own = postgresMoments(alert, severity);
      return also(
        postgresProofs(alert, severity, {
          beyond: { openTransaction: threshold + 1 },
          inside: { openTransaction: threshold },
          settle: 15,
          recover: 60,
          wait,
          keep: kept,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          quiet: [
            postgresScenario(
              `${alert} ${severity} is quiet while pg_dump runs, which is one long transaction`,
              [hold(600, { openTransaction: 1, dump: 2 * threshold })],
              [own.quiet(300), own.quiet(585)],
            ),
            postgresScenario(
              `${alert} ${severity} leaves a server that is down to PostgresDown`,
              [hold(300, { openTransaction: threshold - 1 }), hold(300, { up: false })],
              [own.quiet(360), own.quiet(585), postgresDownAt.fires(585)],
            ),
          ],
        },
      );
    },
  });

/** The alert fires above this number of waiting sessions, because then sessions queue behind each other. */
const manyWaits = 5;

/** Alert for sessions that wait for locks, for example behind a migration that waits for a long transaction. */
export const postgresLockWaits = (): Alert => {
  const alert = "PostgresLockWaits";
  const own = postgresMoments(alert, "warning");
  return {
    name: alert,
    symptom: "locks",
    severity: "warning",
    condition: fixed(latestOf(lockWaits), ">", manyWaits),
    for: seconds(60),
    keepFiringFor: keep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: ${value("count")} sessions wait for a lock`,
    impact: "Each waiting session holds a connection, and its request waits too. If more sessions queue up, the connections run out.",
    firstSteps: [
      "Find who blocks whom, with the first command. Follow the blocking process IDs to the session that waits for nothing.",
      { step: "If that session is idle in transaction, end it.", command: terminate, values: { pid: "the process ID of that session" } },
      {
        step: "If the sessions wait behind a migration (ALTER TABLE, CREATE INDEX), cancel the migration, and run it again with a short lock_timeout.",
        command: cancel,
        values: { pid: "the process ID of the migration" },
      },
    ],
    firstCommand: {
      sql: "select pid, pg_blocking_pids(pid), wait_event, left(query, 100) from pg_stat_activity where wait_event_type = $$Lock$$",
    },
    panel: "postgres/locks",
    proofs: () =>
      also(
        postgresProofs(alert, "warning", {
          beyond: { waiting: manyWaits + 1 },
          inside: { waiting: manyWaits },
          settle: 15,
          recover: 60,
          wait: 60,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          resolves: [
            postgresScenario(
              `${alert} resolves when no session waits`,
              [hold(300, { waiting: manyWaits + 1 }), hold(300, { waiting: 0 })],
              [own.fires(285), own.quiet(585), { ...own.fires(405), exact: true }, { ...own.quiet(420), exact: true }],
            ),
          ],
          quiet: [
            postgresScenario(
              `${alert} is quiet while sessions wait for a short migration`,
              [hold(300, { waiting: 0 }), hold(45, { waiting: 40 }), hold(300, { waiting: 0 })],
              [own.quiet(300), own.quiet(345), own.quiet(360), own.quiet(630)],
            ),
            postgresScenario(
              `${alert} leaves a server that is down to PostgresDown`,
              [hold(300, { waiting: 0 }), hold(300, { up: false })],
              [own.quiet(585), postgresDownAt.fires(585)],
            ),
          ],
        },
      ),
  };
};

/**
 * The alert fires above this number of deadlocks in 10 minutes. A single deadlock is harmless if the application retries the transaction.
 */
const manyDeadlocks = 5;
const deadlockWindow = 600;

/** Alert for recurring deadlocks. */
export const postgresDeadlocks = (): Alert => {
  const alert = "PostgresDeadlocks";
  const instance = { ...proofService, datname: proofDatabase };
  const own = postgresMoments(alert, "warning", instance);
  const at = (count: number): PostgresState => ({ deadlocks: count / deadlockWindow });
  return {
    name: alert,
    symptom: "deadlocks",
    severity: "warning",
    condition: fixed(deadlocksCounted, ">", manyDeadlocks),
    for: undefined,
    keepFiringFor: keep,
    identity: [...identity, ...deadlocksCounted.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: ${value("count")} deadlocks in 10 minutes in database ${label("datname")}`,
    impact: "PostgreSQL ends a deadlock by aborting one of its transactions. The request or job of this transaction fails.",
    firstSteps: [
      {
        step: "Read the server's log. For each deadlock it has an entry `deadlock detected` with the statements of both transactions.",
        command: { logs: "service", grep: "deadlock" },
      },
      "Change the application so that all transactions lock rows in the same order, for example sorted by key.",
      "If the deadlocks began with a deployment, compare the statements in the log with the change.",
    ],
    firstCommand: { sql: "select datname, deadlocks, stats_reset from pg_stat_database where deadlocks > 0" },
    panel: "postgres/locks",
    proofs: () =>
      also(
        usualProofs<PostgresState>({
          alert,
          severity: "warning",
          identity: [...identity, ...deadlocksCounted.extra],
          instance,
          worlds: postgresWorlds,
          beyond: at(manyDeadlocks + 1),
          inside: at(manyDeadlocks - 1),
          settle: deadlockWindow,
          wait: 0,
          keep: keep.seconds,
          times: { detects: 285, clears: 285, loses: 105 },
          missing: { then: "successor", after: deadlockWindow },
        }),
        {
          quiet: [
            postgresScenario(
              `${alert} is quiet for a few deadlocks at the same time`,
              [hold(900, { deadlocks: 0 }), hold(15, { deadlocks: 4 / 15 }), hold(900, { deadlocks: 0 })],
              [own.quiet(900), own.quiet(915), own.quiet(1200), own.quiet(1800)],
            ),
          ],
        },
      ),
  };
};
