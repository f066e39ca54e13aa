import { fixed } from "../../condition";
import { formatQuantity } from "../../../exporters/model/units";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged, usualProofs } from "../../proofs/patterns";
import { hold, type RawSeries } from "../../proofs/samples";
import { namesakesOf, proofService } from "../../proofs/service";
import { minutes, seconds } from "../../promql";
import { label, text, value } from "../../template";
import { postgresMoments, postgresName, postgresScenario, postgresWorlds } from "./proofs";
import { allIds, deadRows, idsUsed } from "./series-health";
import { postgresWorld, type PostgresState } from "./world";
import { proofTable, vacuumStart } from "./world-health";
import { terminate } from "../../step-commands";

const keep = minutes(2);
const standby = { lag: 0, lastReplay: 0, receiving: true } as const;
/** Standbys that differ from the tested server in the system, the environment or the service. */
const otherStandbys = (seconds: number): RawSeries[] =>
  [...namesakesOf(proofService), { service: "another" }].flatMap((labels) =>
    postgresWorld([hold(seconds, { standby })]).map((series) => ({ ...series, labels: { ...series.labels, ...labels } })),
  );

/**
 * The alerts fire above this used share of the IDs, by severity. By default, PostgreSQL's failsafe vacuum starts at 1.6 billion IDs, about
 * 75 %.
 */
const idsThresholds = { warning: 0.5, critical: 0.75 } as const;

/** Alert, at one severity, for transaction or multixact IDs that run out, because rows are frozen too late. */
export const postgresWraparound = (severity: keyof typeof idsThresholds): Alert => {
  const alert = "PostgresWraparound";
  const threshold = idsThresholds[severity];
  const instance = { ...proofService, datname: "shop", kind: "transaction" };
  const own = postgresMoments(alert, severity, instance);
  const beyond = allIds * (threshold + 0.01);
  return {
    name: alert,
    symptom: "wraparound",
    severity,
    condition: fixed(latestOf(idsUsed), ">", threshold),
    for: seconds(60),
    keepFiringFor: keep,
    identity: [...identity, ...idsUsed.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: ${value("ratio")} of the ${label("kind")} IDs are used up in database ${label("datname")}`,
    impact: `Vacuuming does not freeze old rows in time. At 100 %, PostgreSQL accepts no more writes until the database is vacuumed. From ${formatQuantity(idsThresholds.critical, "ratio")}, it vacuums at full speed, which slows down other statements.`,
    firstSteps: [
      {
        step: "Find what prevents freezing: old transactions (the first command), prepared transactions, and replication slots. End or drop what nothing needs.",
        command: [
          { sql: "select gid, prepared, owner, database from pg_prepared_xacts order by prepared" },
          { sql: "select slot_name, active, xmin, catalog_xmin from pg_replication_slots" },
          terminate,
          { adminSql: "rollback prepared $$<gid>$$", database: "<datname>" },
          { adminSql: "select pg_drop_replication_slot($$<slot>$$)" },
        ],
        values: { pid: "the `pid` of an old transaction", gid: "the `gid` of a prepared transaction", slot: "the `slot_name` of a slot" },
      },
      {
        step: "Find the oldest tables.",
        command: {
          sql: "select oid::regclass, age(relfrozenxid), mxid_age(relminmxid) from pg_class where relkind in ($$r$$, $$m$$, $$t$$) order by 2 desc limit 10",
        },
      },
      {
        step: "Vacuum these tables by hand, the oldest first. If autovacuum is too slow, lower autovacuum_vacuum_cost_delay.",
        command: { adminSql: "vacuum (freeze, verbose) <table>", database: "<datname>" },
        values: { table: "a table from step 2" },
      },
    ],
    firstCommand: {
      sql: "select pid, backend_xmin, xact_start from pg_stat_activity where backend_xmin is not null order by age(backend_xmin) desc",
    },
    panel: "postgres/wraparound",
    proofs: () =>
      also(
        usualProofs<PostgresState>({
          alert,
          severity,
          identity: [...identity, ...idsUsed.extra],
          instance,
          worlds: postgresWorlds,
          beyond: { transactionIds: beyond, multixactIds: allIds * threshold },
          inside: { transactionIds: allIds * threshold, multixactIds: allIds * threshold },
          settle: 15,
          recover: 60,
          wait: 60,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          fires: [
            postgresScenario(
              `${alert} ${severity} fires for multixact IDs too`,
              [hold(300, { transactionIds: 1000, multixactIds: beyond })],
              [postgresMoments(alert, severity, { ...instance, kind: "multixact" }).fires(285)],
            ),
            {
              title: `${alert} ${severity} fires although other servers are standbys`,
              series: [...postgresWorld([hold(300, { transactionIds: beyond, multixactIds: beyond })]), ...otherStandbys(300)],
              checks: [{ ...own.fires(285), firing: ["transaction", "multixact"].map((kind) => ({ ...instance, kind })) }],
            },
          ],
          quiet: [
            postgresScenario(
              `${alert} ${severity} is quiet on a standby, because its primary has the same alert`,
              [hold(600, { transactionIds: beyond, multixactIds: beyond, standby })],
              [own.quiet(300), own.quiet(585)],
            ),
          ],
        },
      ),
  };
};

/** The alert fires if a table has more dead rows than this multiple of the number at which autovacuum starts. */
const farBehind = 2;
/** `for` of PostgresAutovacuumBehind. Autovacuum needs less time for a table of typical size. */
const vacuumWait = minutes(30);

/** Alert for a table that autovacuum does not vacuum in time. */
export const postgresAutovacuumBehind = (): Alert => {
  const alert = "PostgresAutovacuumBehind";
  const instance = { ...proofService, ...proofTable };
  const own = postgresMoments(alert, "warning", instance);
  return {
    name: alert,
    symptom: "autovacuum",
    severity: "warning",
    condition: fixed(latestOf(deadRows), ">", farBehind),
    for: vacuumWait,
    keepFiringFor: keep,
    identity: [...identity, ...deadRows.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: table ${label("schemaname")}.${label("relname")} of database ${label("datname")} has ${value("count")} times the dead rows at which autovacuum starts`,
    impact: "The table and its indexes grow, and statements on it become slower. The server's disk may fill up.",
    firstSteps: [
      "Check with the first command whether autovacuum is running on the table. If it is, wait until it has finished, and find out why it is slow.",
      {
        step: "Check what prevents the removal of dead rows: a long transaction, an inactive replication slot, or a prepared transaction. These have alerts and panels on the same dashboard.",
        command: {
          sql: "select pid, backend_xmin, xact_start from pg_stat_activity where backend_xmin is not null order by age(backend_xmin) desc",
        },
      },
      {
        step: "Check whether autovacuum is off, for the server (`autovacuum`) or for the table (`autovacuum_enabled` in its options). Turn it on again.",
        command: [
          { sql: "select name, setting from pg_settings where name like $$autovacuum%$$" },
          { adminSql: 'select reloptions from pg_class where oid = $$"<schemaname>"."<relname>"$$::regclass', database: "<datname>" },
          { adminSql: ["alter system set autovacuum = on", "select pg_reload_conf()"] },
        ],
      },
      {
        step: "Vacuum the table by hand. Then lower autovacuum_vacuum_scale_factor for it, or raise autovacuum_max_workers.",
        command: [
          { adminSql: 'vacuum (verbose, analyze) "<schemaname>"."<relname>"', database: "<datname>" },
          {
            adminSql: 'alter table "<schemaname>"."<relname>" set (autovacuum_vacuum_scale_factor = 0.05)',
            database: "<datname>",
          },
        ],
      },
    ],
    firstCommand: { sql: "select * from pg_stat_progress_vacuum" },
    panel: "postgres/vacuum",
    proofs: () =>
      also(
        usualProofs<PostgresState>({
          alert,
          severity: "warning",
          identity: [...identity, ...deadRows.extra],
          instance,
          worlds: postgresWorlds,
          beyond: { deadRows: farBehind * vacuumStart + 1 },
          inside: { deadRows: farBehind * vacuumStart },
          settle: 15,
          recover: 60,
          wait: vacuumWait.seconds,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          fires: [
            {
              title: `${alert} fires although other servers are standbys`,
              series: [...postgresWorld([hold(2100, { deadRows: 5 * vacuumStart })]), ...otherStandbys(2100)],
              checks: [own.fires(2085)],
            },
          ],
          quiet: [
            postgresScenario(
              `${alert} is quiet while a large delete is vacuumed within 20 minutes`,
              [hold(300, { deadRows: 0 }), hold(1200, { deadRows: 5 * vacuumStart }), hold(600, { deadRows: 0 })],
              [own.quiet(300), own.quiet(1485), own.quiet(1515), own.quiet(2085)],
            ),
            postgresScenario(
              `${alert} is quiet on a standby, because its primary has the same alert`,
              [hold(2400, { deadRows: 5 * vacuumStart, standby })],
              [own.quiet(1200), own.quiet(2385)],
            ),
          ],
        },
      ),
  };
};
