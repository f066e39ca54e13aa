import type { Alert } from "../../model";
import { text } from "../../template";
import { recoveringAlert } from "../server-recovering";
import { unreachableAlert } from "../server-unreachable";
import {
  healthyPostgres,
  postgresDownAt,
  postgresMoments,
  postgresName,
  postgresProofs,
  postgresScenario,
  postgresUnreachableAt,
} from "./proofs";
import { postgresUp } from "./series";
import type { PostgresState } from "./world";

/** Alert for a PostgreSQL server that the exporter could not reach at the latest scrape. */
export const postgresUnreachable = (): Alert =>
  unreachableAlert<PostgresState>({
    alert: "PostgresUnreachable",
    down: "PostgresDown",
    needed: "this database",
    event: "restart",
    summary: text`${postgresName}: PostgreSQL did not respond at the latest scrape`,
    up: postgresUp,
    firstCommand: { sql: "select pg_is_in_recovery(), pg_postmaster_start_time()" },
    panel: "postgres/up",
    healthy: healthyPostgres,
    at: postgresUnreachableAt,
    downAt: postgresDownAt,
    usual: (of) =>
      postgresProofs("PostgresUnreachable", "info", {
        beyond: { up: false },
        inside: healthyPostgres,
        missing: { then: "successor", after: 180 },
        ...of,
      }),
    scenario: postgresScenario,
  });

/** Alert for a PostgreSQL server that did not respond for two scrapes within the last minutes. */
export const postgresRecovering = (): Alert =>
  recoveringAlert<PostgresState>({
    alert: "PostgresRecovering",
    down: "PostgresDown",
    needed: "this database",
    summary: text`${postgresName}: PostgreSQL does not respond, or recovers from an outage`,
    up: postgresUp,
    firstCommand: { sql: "select pg_is_in_recovery(), pg_postmaster_start_time()" },
    panel: "postgres/up",
    healthy: healthyPostgres,
    at: postgresMoments("PostgresRecovering", "info"),
    usual: (of) =>
      postgresProofs("PostgresRecovering", "info", {
        beyond: { up: false },
        inside: healthyPostgres,
        missing: { then: "successor", after: 180 },
        ...of,
      }),
    scenario: postgresScenario,
  });
