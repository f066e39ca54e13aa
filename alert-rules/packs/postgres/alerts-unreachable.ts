import type { Alert } from "../../model";
import { text } from "../../template";
import { recoveringAlert } from "../server-recovering";
import { unreachableAlert, type Server } from "../server-unreachable";
import { healthyPostgres, postgresDownAt, postgresMoments, postgresName, postgresProofs, postgresScenario } from "./proofs";
import { postgresUp } from "./series";
import type { PostgresState } from "./world";

const server: Server<PostgresState> = {
  down: "PostgresDown",
  needed: "this database",
  event: "restart",
  up: postgresUp,
  firstCommand: { sql: "select pg_is_in_recovery(), pg_postmaster_start_time()" },
  panel: "postgres/up",
  healthy: healthyPostgres,
  at: (alert) => postgresMoments(alert, "info"),
  downAt: postgresDownAt,
  usual: (alert, of) =>
    postgresProofs(alert, "info", { beyond: { up: false }, inside: healthyPostgres, missing: { then: "successor", after: 180 }, ...of }),
  scenario: postgresScenario,
};

/** Alert for a PostgreSQL server that the exporter could not reach at the latest scrape. */
export const postgresUnreachable = (): Alert =>
  unreachableAlert(server, {
    alert: "PostgresUnreachable",
    summary: text`${postgresName}: PostgreSQL did not respond at the latest scrape`,
  });

/** Alert for a PostgreSQL server that has not responded for 15 seconds. It keeps firing for some minutes after the outage. */
export const postgresRecovering = (): Alert =>
  recoveringAlert(server, {
    alert: "PostgresRecovering",
    summary: text`${postgresName}: PostgreSQL does not respond, or recovers from an outage`,
  });
