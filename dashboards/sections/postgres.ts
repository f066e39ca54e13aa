import {
  archived,
  archiveFailures,
  deadlocksCounted,
  deadRows,
  idsUsed,
  lockWaits,
  longestTransaction,
} from "../../alert-rules/packs/postgres/series-health";
import type { Alert } from "../../alert-rules/model";
import { promql, scalar } from "../../alert-rules/promql";
import { graph, line, query } from "../lines";
import type { Section } from "../model";
import { of, serviceScope } from "../scope";
import { fixedLines, thresholdLines, thresholdText } from "../threshold-lines";

/** Maximum number of tables in a graph. */
const mostTables = 10;

/** What missing data means in most panels about one PostgreSQL server. */
export const unseen = "The server's exporter is down, or it cannot read the server's statistics.";

/** Open transactions, waits for locks and deadlocks of one server. */
export const transactionSection = (alerts: readonly Alert[]): Section => ({
  title: "Transactions and locks",
  panels: [
    graph({
      id: "postgres/transaction-age",
      title: "Oldest open transaction",
      description: `Age of the oldest open transaction of a client, without dumps by pg_dump. An old transaction holds locks and prevents the cleanup of dead rows. ${thresholdText(alerts, "postgres/transaction-age")}`,
      empty: unseen,
      unit: "s",
      queries: [line(longestTransaction, serviceScope, "age"), ...thresholdLines(alerts, "postgres/transaction-age", serviceScope)],
    }),
    graph({
      id: "postgres/locks",
      title: "Waits for locks",
      description: "Sessions that wait for a lock. The right axis shows the number of deadlocks in 10 minutes, by database.",
      empty: unseen,
      unit: "short",
      queries: [
        line(lockWaits, serviceScope, "waiting sessions"),
        ...fixedLines(alerts, "postgres/locks", lockWaits.name, serviceScope),
        line(deadlocksCounted, serviceScope, "{{datname}} deadlocks", { right: "short" }),
      ],
    }),
  ],
});

/** Wraparound, dead rows and archiving of one server. */
export const maintenanceSection = (alerts: readonly Alert[]): Section => ({
  title: "Vacuuming and archiving",
  panels: [
    graph({
      id: "postgres/wraparound",
      title: "Transaction IDs in use",
      description:
        "Share of the transaction IDs and multixact IDs that are used up since the oldest row that is not frozen, by database. At 100 %, the server accepts no more writes. Dashed lines show the alert's thresholds.",
      empty: "The server is a standby, its exporter is down, or it cannot read the server's statistics.",
      unit: "percentunit",
      queries: [
        line(idsUsed, serviceScope, "{{datname}} {{kind}}"),
        ...fixedLines(alerts, "postgres/wraparound", idsUsed.name, serviceScope),
      ],
    }),
    graph({
      id: "postgres/vacuum",
      title: "Dead rows",
      description:
        "Dead rows of each table, as a multiple of the number at which autovacuum starts. The dashed line shows the alert's threshold. Tables with few dead rows are not shown.",
      empty: "No table has many dead rows, or the server is a standby.",
      unit: "short",
      queries: [
        query(promql`topk(${scalar(mostTables)}, ${of(deadRows, serviceScope)})`, "{{datname}} {{schemaname}}.{{relname}}"),
        ...fixedLines(alerts, "postgres/vacuum", deadRows.name, serviceScope),
      ],
    }),
    graph({
      id: "postgres/archiving",
      title: "WAL archiving",
      description:
        "Number of archived WAL segments, and of failed attempts, over 5 minutes. Both are 0 if archiving is off or nothing is written.",
      empty: unseen,
      unit: "short",
      queries: [line(archived, serviceScope, "archived"), line(archiveFailures, serviceScope, "failed attempts")],
    }),
  ],
});
