import { fixed } from "../../condition";
import { serverDown, serverDownKeep, serverDownWait } from "../server-down";
import { exporterBlind, postgresUp } from "./series";
import { flappingProofs } from "../server-down-proofs";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { minutes, seconds } from "../../promql";
import { text } from "../../template";
import { healthyPostgres, postgresDownAt, postgresMoments, postgresName, postgresProofs, postgresScenario } from "./proofs";
import { grantMonitor, serviceLog, serviceReplicas } from "../../step-commands";

const blind = postgresMoments("PostgresExporterBlind", "critical");

const flapping = () =>
  flappingProofs({
    alert: "PostgresDown",
    healthy: healthyPostgres,
    down: { up: false },
    at: postgresDownAt,
    scenario: postgresScenario,
  });

/** Alert for a server that is down or refuses the exporter. */
export const postgresDown = (): Alert => ({
  name: "PostgresDown",
  symptom: "server",
  severity: "critical",
  condition: serverDown(postgresUp),
  for: serverDownWait,
  keepFiringFor: serverDownKeep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${postgresName}: PostgreSQL is unreachable`,
  impact: "Everything that needs this database fails. Other alerts about the server cannot fire until it is back.",
  firstSteps: [
    "Log in as the exporter does, with the command below. The error shows whether the server is down, has no free connection, or rejects the password.",
    {
      step: "If `psql` connects although the alert fires, the exporter is refused. Read its log: `unsupported startup parameter` means that the host is a pooler such as PgBouncer, and the server may be up. Set `host` and `port` of the service to the server itself, or add `ignore_startup_parameters = extra_float_digits` to pgbouncer.ini.",
      command: { logs: "exporter", grep: "err" },
    },
    {
      step: 'If the error is "remaining connection slots are reserved", no connection is free. As superuser, terminate the ten sessions that have been idle longest, and continue with PostgresConnectionsHigh.',
      command: {
        adminSql:
          "select pg_terminate_backend(pid) from (select pid from pg_stat_activity where state = $$idle$$ order by state_change limit 10) as longest_idle",
      },
    },
    {
      step: "If the connection is refused, check whether the process runs, and read the end of its log. Check for a full disk before you restart it.",
      command: [serviceReplicas, serviceLog],
    },
    "If the error is about the password, pg_hba.conf or TLS, the secret or the server's configuration has changed. Compare them.",
  ],
  firstCommand: { sql: "select pg_is_in_recovery(), pg_postmaster_start_time()" },
  panel: "postgres/up",
  proofs: () =>
    also(
      postgresProofs("PostgresDown", "critical", {
        beyond: { up: false },
        inside: healthyPostgres,
        settle: 15,
        recover: 60,
        wait: serverDownWait.seconds,
        keep: serverDownKeep.seconds,
        times: { detects: 0, clears: 45, loses: 45 },
        missing: { then: "successor", after: 120 },
      }),
      {
        resolves: [
          postgresScenario(
            "PostgresDown fires a minute after the last successful connection, and resolves",
            [hold(300, healthyPostgres), hold(300, { up: false }), hold(300, healthyPostgres)],
            [postgresDownAt.quiet(345), postgresDownAt.fires(360), postgresDownAt.fires(600), postgresDownAt.quiet(885)],
          ),
          postgresScenario(
            "PostgresDown stays one alert while the server comes and goes",
            [
              hold(300, healthyPostgres),
              ...Array.from({ length: 4 }, () => [hold(90, { up: false }), hold(60, healthyPostgres)]).flat(),
              hold(300, healthyPostgres),
            ],
            [
              postgresDownAt.fires(390),
              postgresDownAt.fires(450),
              postgresDownAt.fires(600),
              postgresDownAt.fires(900),
              postgresDownAt.quiet(1185),
            ],
          ),
        ],
        fires: flapping().fires,
        quiet: [
          ...flapping().quiet,
          postgresScenario(
            "PostgresDown is quiet during a restart of 45 seconds",
            [hold(300, healthyPostgres), hold(45, { up: false }), hold(300, healthyPostgres)],
            [
              postgresDownAt.quiet(300),
              postgresDownAt.quiet(345),
              postgresDownAt.quiet(360),
              postgresDownAt.quiet(390),
              postgresDownAt.quiet(600),
            ],
          ),
          postgresScenario(
            "PostgresDown is quiet during a restart between two scrapes, which breaks the exporter's connection once",
            [hold(300, healthyPostgres), hold(15, { up: false }), hold(300, healthyPostgres)],
            [postgresDownAt.quiet(300), postgresDownAt.quiet(315), postgresDownAt.quiet(330), postgresDownAt.quiet(585)],
          ),
          postgresScenario(
            "PostgresDown is quiet when one scrape is missed",
            [hold(300, healthyPostgres), gone(15), hold(300, healthyPostgres)],
            [postgresDownAt.quiet(300), postgresDownAt.quiet(315), postgresDownAt.quiet(585)],
          ),
        ],
      },
    ),
});

/** Alert for an exporter that reaches the server but cannot read its settings, for example because no connection is free. */
export const postgresExporterBlind = (): Alert => ({
  name: "PostgresExporterBlind",
  symptom: "exporter",
  severity: "critical",
  condition: fixed(latestOf(exporterBlind), "==", 1, {
    when: "the exporter reaches the server but does not report settings such as max_connections",
  }),
  for: seconds(30),
  keepFiringFor: minutes(2),
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${postgresName}: postgres_exporter reaches the server but cannot read its settings`,
  impact: "Alerts about connections and replication cannot fire. It is possible that all connections are in use.",
  firstSteps: [
    {
      step: "Log in as superuser and count the sessions. If no connection is free, terminate idle sessions as described for PostgresConnectionsHigh.",
      command: { adminSql: "select state, count(*) from pg_stat_activity group by 1" },
    },
    { step: "Read the exporter's log. It names the query that fails.", command: { logs: "exporter", grep: "err" } },
    {
      step: "Grant the role `monitor` the roles that it needs: pg_monitor, and on PostgreSQL 16 and later also pg_use_reserved_connections.",
      command: [
        { sql: "select rolname from pg_roles where pg_has_role(current_user, oid, $$member$$)" },
        grantMonitor,
        { adminSql: "grant pg_use_reserved_connections to monitor" },
      ],
    },
  ],
  firstCommand: { sql: "select state, count(*) from pg_stat_activity group by 1" },
  panel: "postgres/up",
  proofs: () =>
    also(
      postgresProofs("PostgresExporterBlind", "critical", {
        beyond: { blind: true },
        inside: healthyPostgres,
        settle: 15,
        recover: 60,
        wait: 30,
        keep: 120,
        times: bridged,
        missing: { then: "successor", after: 120 },
      }),
      {
        fires: [
          postgresScenario(
            "PostgresExporterBlind fires when exhausted connections hide themselves and the connections alert has resolved",
            [hold(300, healthyPostgres), hold(120, { connections: 93 }), hold(600, { blind: true })],
            [
              blind.quiet(405),
              postgresMoments("PostgresConnectionsHigh", "critical").fires(405),
              blind.fires(600),
              postgresMoments("PostgresConnectionsHigh", "critical").quiet(600),
            ],
          ),
        ],
        quiet: [
          postgresScenario(
            "PostgresExporterBlind leaves a server that is down to PostgresDown",
            [hold(300, healthyPostgres), hold(300, { up: false })],
            [blind.quiet(405), blind.quiet(585), postgresDownAt.fires(585)],
          ),
        ],
      },
    ),
});
