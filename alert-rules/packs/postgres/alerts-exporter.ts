import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged, usualProofs } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { postgresDownAt, postgresMoments, postgresName, postgresScenario, postgresWorlds } from "./proofs";
import { collectorFailing, queriesCollector } from "./series-health";
import type { PostgresState } from "./world";
import { proofCollector } from "./world-health";
import { grantMonitor } from "../../step-commands";

const keep = minutes(2);
const wait = minutes(5);

/**
 * Alert for a failed collector of the exporter, or for failed queries outside of its collectors. Alerts that read the missing series cannot
 * fire, but all others work.
 */
export const postgresCollectorFailing = (): Alert => {
  const alert = "PostgresCollectorFailing";
  const instance = { ...proofService, collector: proofCollector };
  const own = postgresMoments(alert, "warning", instance);
  return {
    name: alert,
    symptom: "exporter-collector",
    severity: "warning",
    condition: fixed(latestOf(collectorFailing), "==", 1, {
      when: "a collector of the exporter fails although the server is up",
    }),
    for: wait,
    keepFiringFor: keep,
    identity: [...identity, ...collectorFailing.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: collector ${label("collector")} of postgres_exporter fails`,
    impact: "The alerts and panels that read this collector's series have no data. A problem that they would show goes unnoticed.",
    firstSteps: [
      "Read the exporter's log. It has the error of the query.",
      {
        step: "If the collector is stat_statements, the extension is missing in the database that the exporter connects to: create it. The server also needs it in shared_preload_libraries.",
        command: [
          { sql: "select extname, extversion from pg_extension" },
          { adminSql: "create extension if not exists pg_stat_statements" },
        ],
      },
      {
        step: "If permission is denied, grant the role `monitor` the role pg_monitor.",
        command: [{ sql: "select rolname from pg_roles where pg_has_role(current_user, oid, $$member$$)" }, grantMonitor],
      },
      {
        step: "If the query times out, find out what makes it slow: very many tables, or a lock on a system table.",
        command: {
          sql: "select pid, state, wait_event_type, wait_event, query_start, left(query, 100) as query from pg_stat_activity where usename = $$monitor$$",
        },
      },
    ],
    firstCommand: { logs: "exporter", grep: "err" },
    panel: "postgres/collectors",
    proofs: () =>
      also(
        usualProofs<PostgresState>({
          alert,
          severity: "warning",
          identity: [...identity, ...collectorFailing.extra],
          instance,
          worlds: postgresWorlds,
          beyond: { collectorFails: true },
          inside: { collectorFails: false },
          settle: 15,
          recover: 60,
          wait: wait.seconds,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          fires: [
            postgresScenario(
              `${alert} fires for the queries that the exporter runs outside of its collectors`,
              [hold(300, { queriesFail: false }), hold(600, { queriesFail: true })],
              [
                postgresMoments(alert, "warning", { ...instance, collector: queriesCollector }).quiet(585),
                postgresMoments(alert, "warning", { ...instance, collector: queriesCollector }).fires(660),
              ],
            ),
          ],
          quiet: [
            postgresScenario(
              `${alert} leaves a server that is down, for which every collector fails, to PostgresDown`,
              [
                hold(300, { collectorFails: false, queriesFail: false }),
                hold(900, { up: false, collectorFails: false, queriesFail: false }),
              ],
              [own.quiet(660), own.quiet(1185), postgresDownAt.fires(1185)],
            ),
          ],
        },
      ),
  };
};
