import { identity, type Alert } from "../../model";
import { also, usualProofs } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { text } from "../../template";
import { serverUnreachable, unreachableKeep } from "../server-down";
import { healthyPostgres, postgresDownAt, postgresName, postgresScenario, postgresUnreachableAt, postgresWorlds } from "./proofs";
import { postgresUp } from "./series";
import type { PostgresState } from "./world";

const alert = "PostgresUnreachable";

/**
 * The server did not respond at the latest scrape. It inhibits alerts of dependents until PostgresDown fires, or until the server is back. Without it, a
 * service's errors are a second page: they fire before PostgresDown, which waits for a restart to end.
 */
export const postgresUnreachable = (): Alert => ({
  name: alert,
  symptom: "server",
  severity: "info",
  notifies: false,
  condition: serverUnreachable(postgresUp),
  for: undefined,
  keepFiringFor: unreachableKeep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${postgresName}: PostgreSQL did not respond at the latest scrape`,
  impact: "Services that need this database fail. If it does not respond for a minute, PostgresDown pages.",
  firstSteps: [
    "Wait a minute: a restart or failover ends by itself, and PostgresDown fires if it does not.",
    "If this alert fires often, find out what restarts the server: check its log, its memory and deployments.",
  ],
  panel: "postgres/up",
  proofs: also(
    usualProofs<PostgresState>({
      alert,
      severity: "info",
      identity,
      instance: proofService,
      worlds: postgresWorlds,
      beyond: { up: false },
      inside: healthyPostgres,
      settle: 15,
      recover: 30,
      wait: 0,
      keep: unreachableKeep.seconds,
      times: { detects: 0, clears: 0, loses: 15 },
      missing: { then: "successor", after: 180 },
    }),
    {
      resolves: [
        postgresScenario(
          `${alert} fires at the first scrape, before PostgresDown, and ends after a restart of 45 seconds`,
          [hold(300, healthyPostgres), hold(45, { up: false }), hold(300, healthyPostgres)],
          [
            postgresUnreachableAt.quiet(285),
            postgresUnreachableAt.fires(300),
            postgresUnreachableAt.fires(345),
            postgresDownAt.quiet(345),
            postgresUnreachableAt.quiet(420),
          ],
        ),
      ],
      quiet: [
        postgresScenario(
          `${alert} is quiet when one scrape of the exporter is missed`,
          [hold(300, healthyPostgres), gone(15), hold(300, healthyPostgres)],
          [postgresUnreachableAt.quiet(300), postgresUnreachableAt.quiet(315), postgresUnreachableAt.quiet(585)],
        ),
      ],
    },
  ),
});
