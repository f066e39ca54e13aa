import { defineThreshold } from "../../condition";
import { connectionsUsed, statementMean } from "./series";
import { identity, type Alert } from "../../model";
import { also, usualProofs, bridged } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { postgresWorld, proofStatement, type PostgresState } from "./world";
import { minutes } from "../../promql";
import { text, label, value } from "../../template";
import { healthyPostgres, postgresDownAt, postgresMoments, postgresName, postgresProofs, postgresScenario, postgresWorlds } from "./proofs";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

/** Threshold for the used share of the connections for ordinary roles, 0..1. */
export const connectionsUsedThreshold = defineThreshold({
  key: "connectionsUsed",
  series: connectionsUsed,
  defaults: { warning: 0.8, critical: 0.95 },
  proven: { info: 0.7 },
  waits: { critical: 30, warning: 300 },
});

/** Alerts for a server whose connections are running out. */
export const postgresConnectionsHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "PostgresConnectionsHigh",
    symptom: "connections",
    threshold: connectionsUsedThreshold,
    keepFiringFor: minutes(2),
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: ${value("ratio")} of connections are in use`,
    impact: "At 100 %, every new connection is refused. Applications, jobs and logins fail.",
    firstSteps: [
      'Open the panel "Connections by state" on the same dashboard. Find out which state grows: `idle in transaction` points to a leak in an application, `active` to a slow query or a lock.',
      "Find the clients that hold the connections, with the first command.",
      {
        step: "Terminate the idle sessions of one role. Then shrink the connection pool of the application that uses this role.",
        command: {
          adminSql: "select pg_terminate_backend(pid) from pg_stat_activity where state = $$idle$$ and usename = $$<role>$$",
        },
        values: { role: "a value of `usename` from the first command" },
      },
      {
        step: "Compare with deployments: replicas times pool size, added up over all applications, must stay below max_connections.",
        command: { sql: "select count(*), current_setting($$max_connections$$) as max_connections from pg_stat_activity" },
      },
    ],
    firstCommand: { sql: "select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3 order by 4 desc" },
    panel: "postgres/connections",
    proofs: ({ severity, threshold, wait, keep }) => {
      const own = postgresMoments("PostgresConnectionsHigh", severity);
      // The simulated server has 95 connections for ordinary roles. The exporter's session takes one of them.
      const last = Math.floor(threshold * 95) - 1;
      const lastOfOld = Math.floor(threshold * 97) - 1;
      return also(
        postgresProofs("PostgresConnectionsHigh", severity, {
          beyond: { connections: last + 1 },
          inside: { connections: last },
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
              `PostgresConnectionsHigh ${severity} fires on time although a scrape fails while it is pending`,
              [hold(300, healthyPostgres), hold(15, { connections: 94 }), gone(15), hold(wait + 60, { connections: 94 })],
              [own.quiet(300), own.fires(300 + wait + 15)],
            ),
            postgresScenario(
              `PostgresConnectionsHigh ${severity} fires for PostgreSQL 15, which has 97 connections for ordinary roles`,
              [hold(300, { old: true, connections: lastOfOld }), hold(wait + 120, { old: true, connections: lastOfOld + 1 })],
              [own.quiet(300), own.fires(300 + wait + 60)],
            ),
          ],
          quiet: [
            postgresScenario(
              `PostgresConnectionsHigh ${severity} is quiet for PostgreSQL 15 at its threshold`,
              [hold(wait + 600, { old: true, connections: lastOfOld })],
              [own.quiet(300), own.quiet(wait + 585)],
            ),
            postgresScenario(
              `PostgresConnectionsHigh ${severity} is quiet when the server is down; PostgresDown fires instead`,
              [hold(300, { connections: 50 }), hold(600, { up: false })],
              [own.quiet(360), own.quiet(885), postgresDownAt.fires(885)],
            ),
          ],
        },
      );
    },
  });

const statementWindow = 600;

/** Threshold for the mean execution time of a statement, in seconds. */
export const queryMeanThreshold = defineThreshold({
  key: "queryMean",
  series: statementMean,
  defaults: { warning: 0.5 },
  proven: { critical: 2, info: 0.2 },
  waits: { warning: 60 },
});

/** Alerts for a slow statement that runs often. */
export const postgresSlowStatement = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "PostgresSlowStatement",
    symptom: "statements",
    threshold: queryMeanThreshold,
    keepFiringFor: minutes(2),
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: statement ${label("queryid")} of database ${label("datname")} takes ${value("duration")} on average`,
    impact: "Requests that run this statement are slow. While the statement runs, it holds a connection and locks.",
    firstSteps: [
      {
        step: "Find the text of the statement.",
        command: { sql: "select query, calls, mean_exec_time from pg_stat_statements where queryid = <queryid>" },
      },
      {
        step: "Run `explain (analyze, buffers)` on the statement with real values. This executes the statement, and the command rolls it back. If the plan shows a sequential scan of a large table, add an index. If its estimates are wrong, run `analyze` on the table.",
        command: { adminSql: ["begin", "explain (analyze, buffers) <statement>", "rollback"], database: "<datname>" },
        values: {
          statement:
            "the text from step 1. Fill in real values, and write each string as `$$text$$` instead of 'text', because the command is in single quotes",
        },
      },
      {
        step: "If the statement was fast yesterday, check for locks, a changed plan after a deployment, or a table that grew.",
        command: {
          sql: "select pid, pg_blocking_pids(pid), wait_event, left(query, 100) as query from pg_stat_activity where wait_event_type = $$Lock$$",
        },
      },
    ],
    firstCommand: {
      sql: "select queryid, calls, round(mean_exec_time) as mean_ms, left(query, 100) as query from pg_stat_statements order by mean_exec_time desc limit 10",
    },
    panel: "postgres/queries",
    proofs: ({ severity, threshold, wait, keep }) => {
      const instance = { ...proofService, ...proofStatement };
      const own = postgresMoments("PostgresSlowStatement", severity, instance);
      const slow = { perSecond: 1, seconds: threshold * 1.02 };
      const fast = { perSecond: 1, seconds: threshold * 0.98 };
      return also(
        usualProofs<PostgresState>({
          alert: "PostgresSlowStatement",
          severity,
          identity: [...identity, ...statementMean.extra],
          instance,
          worlds: postgresWorlds,
          beyond: { statement: slow },
          inside: { statement: fast },
          settle: statementWindow,
          wait,
          keep,
          times: { detects: 285, clears: 285, loses: statementWindow - 30 },
          missing: { then: "successor", after: statementWindow + 120 },
        }),
        {
          quiet: [
            postgresScenario(
              `PostgresSlowStatement ${severity} is quiet for a slow report that rarely runs`,
              [hold(1800, { statement: { perSecond: 0.01, seconds: 60 } })],
              [own.quiet(900), own.quiet(1785)],
            ),
            {
              title: `PostgresSlowStatement ${severity} is quiet when statistics are reset or a statement drops out of the top list`,
              series: [
                ...postgresWorld([hold(1200, { statement: fast }), hold(300, healthyPostgres), hold(1200, { statement: fast })]),
                ...postgresWorld([hold(2700, healthyPostgres)], "other"),
              ],
              checks: [own.quiet(1185), own.quiet(1300), own.quiet(1500), own.quiet(1530), own.quiet(2685)],
            },
          ],
        },
      );
    },
  });
