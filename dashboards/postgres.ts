import { poolPending, poolTimeouts, poolUsedRatio } from "../alert-rules/packs/pool/series";
import {
  cacheHitRatio,
  connections,
  exporterBlind,
  connectionsUsed,
  databaseSize,
  deadlocks,
  postgresUp,
  rollbacks,
  statementCalls,
  statementMean,
  statementTime,
  transactions,
  walSize,
} from "../alert-rules/packs/postgres/series";
import { collectorFailing, restarts } from "../alert-rules/packs/postgres/series-health";
import type { RuleFacts } from "../alert-rules/rule-facts";
import type { Alert } from "../alert-rules/model";
import { queryMeanThreshold } from "../alert-rules/packs/postgres/alerts-load";
import { labels, promql, scalar } from "../alert-rules/promql";
import { fixedLines, thresholdLines, thresholdText } from "./threshold-lines";
import { graph, line, query } from "./lines";
import type { Dashboard, Panel, Section } from "./model";
import { of, serviceAlerts, serviceScope, serviceVariables, systemScope } from "./scope";
import { firing, serviceState } from "./sections/alerts";
import { maintenanceSection, transactionSection, unseen } from "./sections/postgres";
import { replicationSection } from "./sections/postgres-replication";
import { titles } from "./titles";

/** Maximum number of statements in a graph or table. */
const mostStatements = 10;

const statement = labels("datname", "queryid");

const pool = (alerts: readonly Alert[]): Panel =>
  graph({
    id: "postgres/pool",
    title: "Applications' pools",
    description: `Used share of the connection pools of all applications in the system, in the fullest replica. The right axis shows callers that wait, and callers that gave up in the last 5 minutes. ${thresholdText(alerts, "postgres/pool")}`,
    empty: "No application of this system reports a connection pool.",
    unit: "percentunit",
    queries: [
      line(poolUsedRatio, systemScope, "{{service}} {{pool}} in use"),
      line(poolPending, systemScope, "{{service}} {{pool}} waiting", { right: "short" }),
      line(poolTimeouts, systemScope, "{{service}} {{pool}} gave up", { right: "short" }),
      ...thresholdLines(alerts, "postgres/pool", systemScope, "each"),
    ],
  });

const connectionSection = (facts: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Connections",
  panels: [
    graph({
      id: "postgres/up",
      title: "Reachable",
      description:
        "1 while the exporter reaches the server, and 1 while it can read the server's statistics. A server without free connections may be reachable but not readable. In this case, do not rely on the other panels.",
      empty: "The server's exporter is down.",
      unit: "none",
      queries: [
        line(postgresUp, serviceScope, "reachable"),
        query(promql`1 - ${of(exporterBlind, serviceScope)}`, "readable", { style: "dashed" }),
      ],
    }),
    graph({
      id: "postgres/restarts",
      title: "Restarts",
      description: "Number of restarts of the server within the last hour. A single restart is normal during maintenance.",
      empty: unseen,
      unit: "none",
      queries: [line(restarts, serviceScope, "restarts"), ...fixedLines(alerts, "postgres/restarts", restarts.name, serviceScope)],
    }),
    graph({
      id: "postgres/collectors",
      title: "Failing collectors",
      description:
        "1 while a collector of the exporter fails although the server is up. The series of this collector are missing in other panels.",
      empty: "No collector fails, or the exporter cannot reach the server.",
      unit: "none",
      queries: [query(promql`${of(collectorFailing, serviceScope)} > 0`, "{{collector}}")],
    }),
    graph({
      id: "postgres/connections",
      title: "Connections in use",
      description: `Share of the connections for ordinary roles that are in use. ${thresholdText(alerts, "postgres/connections")}`,
      empty: unseen,
      unit: "percentunit",
      queries: [line(connectionsUsed, serviceScope, "in use"), ...thresholdLines(alerts, "postgres/connections", serviceScope)],
    }),
    graph({
      id: "postgres/connection-states:110",
      title: "Connections by state",
      description: "Connections by state. If many stay in `idle in transaction`, an application does not end its transactions.",
      empty: unseen,
      unit: "short",
      stacked: true,
      queries: [line(connections, serviceScope, "{{state}}")],
    }),
    ...(facts.hasPools ? [pool(alerts)] : []),
  ],
});

const statements = (alerts: readonly Alert[]): Section => ({
  title: "Statements",
  panels: [
    graph({
      id: "postgres/queries",
      title: "Slowest statements",
      description: `Mean execution time over 10 minutes of the ${mostStatements} slowest statements. Statements that rarely run are not shown. ${thresholdText(alerts, "postgres/queries")}`,
      empty: "No statement ran often enough in this period, or pg_stat_statements is not installed.",
      unit: "s",
      legend: "right",
      queries: [
        query(promql`topk(${scalar(mostStatements)}, ${of(statementMean, serviceScope)})`, "{{datname}} {{queryid}}"),
        ...thresholdLines(alerts, "postgres/queries", serviceScope),
      ],
    }),
    graph({
      id: "postgres/calls:112",
      title: "Calls",
      description: "Statements per second, by database.",
      empty: "No statement ran in this period, or pg_stat_statements is not installed.",
      unit: "ops",
      queries: [query(promql`sum by (${labels("datname")}) (${of(statementCalls, serviceScope)})`, "{{datname}}")],
    }),
    {
      type: "table",
      id: "postgres/statements:111",
      title: "Most expensive statements",
      description:
        "The statements that use most of the server's time: execution time per second, calls per second, and mean execution time. `select query from pg_stat_statements where queryid = ...` shows the text of a statement.",
      empty: "No statement ran in this period, or pg_stat_statements is not installed.",
      unit: "none",
      width: 24,
      height: 8,
      queries: [
        query(promql`topk(${scalar(mostStatements)}, max by (${statement}) (${of(statementTime, serviceScope)}))`, "Busy"),
        query(promql`max by (${statement}) (${of(statementCalls, serviceScope)})`, "Calls"),
        query(promql`max by (${statement}) (${of(statementMean, serviceScope)})`, "Mean"),
      ],
      columns: [
        { from: "queryid", title: "Statement", least: 180 },
        { from: 0, title: "Busy", unit: "percentunit" },
        { from: 2, title: "Mean", unit: "s", thresholds: queryMeanThreshold.defaults },
        { from: 1, title: "Calls", unit: "ops" },
        { from: "datname", title: "Database" },
      ],
      sortBy: { title: "Busy", desc: true },
    },
  ],
});

const databases: Section = {
  title: "Databases",
  panels: [
    graph({
      id: "postgres/transactions:120",
      title: "Transactions",
      description: "Transactions and rollbacks per second, by database.",
      empty: unseen,
      unit: "ops",
      queries: [
        line(transactions, serviceScope, "{{datname}}"),
        line(rollbacks, serviceScope, "{{datname}} rolled back", { style: "dashed" }),
      ],
    }),
    graph({
      id: "postgres/cache:121",
      title: "Cache hit ratio",
      description: "Share of block reads answered from shared buffers. A sudden drop usually means a new query that reads a lot of data.",
      empty: "No blocks were read in this period, or the server's statistics cannot be read.",
      unit: "percentunit",
      queries: [line(cacheHitRatio, serviceScope, "from memory")],
    }),
    graph({
      id: "postgres/sizes:122",
      title: "Sizes",
      description: "Size of each database and of the write-ahead log (WAL) on disk.",
      empty: unseen,
      unit: "bytes",
      queries: [line(databaseSize, serviceScope, "{{datname}}"), line(walSize, serviceScope, "write-ahead log", { style: "dashed" })],
    }),
    graph({
      id: "postgres/deadlocks:124",
      title: "Deadlocks",
      description: "Deadlocks per second, by database. Each deadlock aborts a transaction.",
      empty: unseen,
      unit: "ops",
      queries: [line(deadlocks, serviceScope, "{{datname}}")],
    }),
  ],
};

/** Dashboard for one PostgreSQL server at a time, with the connection pools and the replication of its system. */
export const postgres = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "postgres",
  title: titles.postgres,
  description: "One PostgreSQL server: connections, statements and databases. Also the connection pools and replication of its system.",
  tags: ["postgres"],
  variables: serviceVariables(postgresUp.name),
  alerts: firing(serviceAlerts),
  sections: [
    serviceState("postgres", facts),
    connectionSection(facts, alerts),
    statements(alerts),
    transactionSection(alerts),
    replicationSection(facts, alerts),
    maintenanceSection(alerts),
    databases,
  ],
});
