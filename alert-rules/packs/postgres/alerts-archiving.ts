import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { also } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { minutes, promql } from "../../promql";
import { text, value } from "../../template";
import { postgresDownAt, postgresMoments, postgresName, postgresProofs, postgresScenario } from "./proofs";
import { archived, archiveFailures } from "./series-health";
import type { PostgresState } from "./world";
import { walSize } from "../../step-commands";

const keep = minutes(2);
/** `for` of PostgresArchivingFailing, by severity. Most shorter failures need no action. */
const archiveWaits = { warning: minutes(10), critical: minutes(60) } as const;

/** Alert, at one severity, for WAL that cannot be archived. */
export const postgresArchivingFailing = (severity: keyof typeof archiveWaits): Alert => {
  const alert = "PostgresArchivingFailing";
  const wait = archiveWaits[severity];
  const own = postgresMoments(alert, severity);
  const failing: PostgresState = { archiver: { failed: 0.05, archived: 0 } };
  /** One segment per minute adds exactly 0.25 between two samples, so that sums are exact in floating point. */
  const working: PostgresState = { archiver: { failed: 0, archived: 1 / 60 } };
  return {
    name: alert,
    symptom: "archiving",
    severity,
    condition: fixed(
      {
        ...archiveFailures,
        compared: promql`(${archiveFailures.name} unless ${archived.name} > 0)`,
      },
      ">",
      0,
      { when: "archiving of WAL fails, and no segment was archived in 5 minutes" },
    ),
    for: wait,
    keepFiringFor: keep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: archiving of WAL fails, ${value("count")} attempts in 5 minutes`,
    impact:
      "Backups cannot be restored to a time after the last archived segment. The server keeps all WAL that is not archived, until its disk is full and it stops.",
    firstSteps: [
      {
        step: "Read the server's log. It has the error of archive_command or of the archive library for each attempt.",
        command: { logs: "service", grep: "archive" },
      },
      "Check the archive: free space, credentials, network, and whether a file with the same name already exists there.",
      {
        step: "Check the free disk space on the server's host, and how much of it the WAL uses. PostgreSQL tries again by itself as soon as archiving works.",
        command: walSize,
      },
      { step: "When it works again, check the last archived segment and the backups.", command: { sql: "select * from pg_stat_archiver" } },
    ],
    firstCommand: { sql: "select archived_count, failed_count, last_failed_wal, last_failed_time from pg_stat_archiver" },
    panel: "postgres/archiving",
    proofs: () =>
      also(
        postgresProofs(alert, severity, {
          beyond: failing,
          inside: working,
          settle: 300,
          wait: wait.seconds,
          keep: keep.seconds,
          times: { detects: 270, clears: 0, loses: 270 },
          missing: { then: "successor", after: 420 },
        }),
        {
          quiet: [
            postgresScenario(
              `${alert} ${severity} is quiet while some attempts fail and others succeed`,
              [hold(wait.seconds + 900, { archiver: { failed: 0.05, archived: 0.01 } })],
              [own.quiet(wait.seconds + 450), own.quiet(wait.seconds + 885)],
            ),
            postgresScenario(
              `${alert} ${severity} is quiet on an idle server, which archives nothing`,
              [hold(wait.seconds + 900, { archiver: { failed: 0, archived: 0 } })],
              [own.quiet(wait.seconds + 450), own.quiet(wait.seconds + 885)],
            ),
            postgresScenario(
              `${alert} ${severity} leaves a server that is down to PostgresDown`,
              [hold(300, failing), hold(wait.seconds, { up: false })],
              [own.quiet(300 + wait.seconds - 15), postgresDownAt.fires(300 + wait.seconds - 15)],
            ),
          ],
        },
      ),
  };
};
