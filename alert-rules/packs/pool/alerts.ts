import { fixed, defineThreshold } from "../../condition";
import { poolMetrics } from "../../../exporters/instrumentation/pool";
import { poolPending, poolTimeouts, poolUsedRatio } from "./series";
import { identity, type Alert } from "../../model";
import { also, usualProofs, type World, bridged, whileCounted } from "../../proofs/patterns";
import { gauge, gone, hold, type Phase } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { poolLabels, poolSeries, proofPoolInstance, proofPoolSize, pushedPool, scrapedPool, type PoolState } from "./world";
import { minutes } from "../../promql";
import { label, text, value } from "../../template";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

const poolIdentity = [...identity, "pool"];
const minute = minutes(1);
const window = minutes(5).seconds;

const worlds: readonly World<PoolState>[] = [
  { name: "scraped", series: scrapedPool, successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedPool, successor: pushMissingProof },
];

/** When the target is gone, TargetDown or PushMissing fires instead. `after` is long enough for PushMissing, which takes longer to fire. */
const missing = { then: "successor", after: 540 } as const;

const check = (alert: string, severity: Alert["severity"], at: number, firing: boolean): Check => ({
  at,
  alert,
  severity,
  identity: poolIdentity,
  firing: firing ? [proofPoolInstance] : [],
});

const firstSteps: Alert["firstSteps"] = [
  {
    step: 'Find out what holds the connections. Check the panels "Oldest open transaction", "Connections by state" and "Deadlocks" on the same dashboard, and the slow traces of the service.',
    command: {
      sql: "select pid, usename, application_name, state, xact_start, left(query, 100) as query from pg_stat_activity where xact_start is not null order by xact_start limit 10",
      on: "pools",
    },
  },
  {
    step: "Compare with traffic and with the last deployment. A connection leak grows even if traffic does not, and a restart clears it.",
    command: { query: "service:http_requests:rate5m{$service}" },
  },
  {
    step: "Before you enlarge the pool, check that the server has enough free connections for all replicas together.",
    command: { sql: "select count(*), current_setting($$max_connections$$) as max_connections from pg_stat_activity", on: "pools" },
  },
];

/**
 * Alert for a pool in which callers have been waiting for a connection for a minute. The database server may still have free connections.
 */
export const connectionPoolExhausted = (): Alert => {
  const alert = "ConnectionPoolExhausted";
  const severity = "critical";
  const at = (seconds: number, firing: boolean) => check(alert, severity, seconds, firing);
  const full: PoolState = { used: proofPoolSize, pending: 1 };
  const scenario = (title: string, series: Scenario["series"], checks: Scenario["checks"]): Scenario => ({
    title: `${alert} ${severity} ${title}`,
    series,
    checks,
  });
  return {
    name: alert,
    symptom: "pool-waiting",
    severity,
    condition: fixed(poolPending, ">", 0),
    for: minute,
    keepFiringFor: minute,
    identity: poolIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("count")} callers wait for a connection from pool ${label("pool")}`,
    impact: "Requests that need the database wait for a connection. They fail when the wait times out.",
    firstSteps,
    firstCommand: {
      sql: "select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3 order by 4 desc",
      on: "pools",
    },
    panel: "postgres/pool",
    proofs: () =>
      also(
        usualProofs<PoolState>({
          alert,
          severity,
          identity: poolIdentity,
          instance: proofPoolInstance,
          worlds,
          beyond: full,
          inside: { used: proofPoolSize, pending: 0 },
          settle: 15,
          recover: 15 + minute.seconds,
          wait: minute.seconds,
          times: { detects: 0, clears: minute.seconds, loses: minute.seconds + 45 },
          missing,
        }),
        {
          fires: [
            scenario(
              "fires on time although a scrape fails while it is pending",
              scrapedPool([hold(60, {}), hold(30, full), gone(15), hold(120, full)]),
              [at(105, false), at(135, true)],
            ),
            scenario(
              "fires when one replica of two is exhausted",
              [...scrapedPool([hold(60, {}), hold(180, full)]), ...poolSeries("prom-client", [hold(240, { used: 1 })], "web-2:9464")],
              [at(60, false), at(150, true)],
            ),
          ],
          quiet: [
            scenario(
              "is quiet when callers wait for less than a minute",
              scrapedPool([hold(60, {}), hold(45, full), hold(60, {}), hold(45, full), hold(120, {})]),
              [at(105, false), at(120, false), at(210, false), at(315, false)],
            ),
          ],
          resolves: [
            scenario(
              "stays one alert while the queue of callers is briefly empty",
              scrapedPool([hold(150, full), hold(30, {}), hold(150, full), hold(180, {})]),
              [at(150, true), at(165, true), at(195, true), at(240, true), at(435, false)],
            ),
          ],
        },
      ),
  };
};

/** Alert for callers that gave up waiting for a connection. */
export const connectionPoolTimeouts = (): Alert => {
  const alert = "ConnectionPoolTimeouts";
  const severity = "critical";
  const at = (seconds: number, firing: boolean) => check(alert, severity, seconds, firing);
  const total = (phases: readonly Phase<number>[]) => gauge(poolMetrics.timeouts, poolLabels("prom-client"), phases);
  const scenario = (title: string, series: Scenario["series"], checks: Scenario["checks"]): Scenario => ({
    title: `${alert} ${severity} ${title}`,
    series,
    checks,
  });
  return {
    name: alert,
    symptom: "pool-timeouts",
    severity,
    condition: fixed(poolTimeouts, ">", 0),
    for: undefined,
    keepFiringFor: minute,
    identity: poolIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: in the last 5 minutes, ${value("count")} callers got no connection from pool ${label("pool")}`,
    impact: "Requests that need the database fail.",
    firstSteps,
    firstCommand: {
      sql: "select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3 order by 4 desc",
      on: "pools",
    },
    panel: "postgres/pool",
    proofs: () =>
      also(
        usualProofs<PoolState>({
          alert,
          severity,
          identity: poolIdentity,
          instance: proofPoolInstance,
          worlds,
          beyond: { timeouts: 1 / 15 },
          inside: { timeouts: 0 },
          settle: window,
          wait: 0,
          keep: minute.seconds,
          times: whileCounted(window),
          missing,
        }),
        {
          fires: [
            scenario("fires within 30 s of a single timeout", [total([hold(600, 0), hold(300, 1)])], [at(585, false), at(615, true)]),
            scenario(
              "fires at the first timeout when the counter appears with it on a known target",
              [upOf("prom-client", [hold(900, 1)]), total([gone(600), hold(300, 1)])],
              [at(585, false), at(600, true), at(840, true)],
            ),
            scenario(
              "fires at the first timeout of a program that restarted 12 minutes ago",
              [upOf("prom-client", [hold(1500, 1)]), total([hold(600, 40), gone(720), hold(90, 1), hold(90, 2)])],
              [at(1305, false), { ...at(1335, true), exact: true }, at(1485, true)],
            ),
          ],
          quiet: [
            scenario(
              "does not count an old total as new timeouts when the target is first seen",
              [gauge("up", upOf("prom-client", []).labels, [gone(600), hold(900, 1)]), total([gone(600), hold(900, 40)])],
              [at(600, false), at(660, false), at(1200, false)],
            ),
            scenario(
              "is quiet when the program restarts and its counter resets to 0",
              [upOf("prom-client", [hold(600, 1), gone(30), hold(600, 1)]), total([hold(600, 40), gone(30), hold(600, 0)])],
              [at(630, false), at(660, false), at(930, false), at(960, false), at(1200, false)],
            ),
            scenario(
              "is quiet when the metrics of the pool are missing in two scrapes",
              [upOf("prom-client", [hold(1200, 1)]), total([hold(300, 40), gone(30), hold(870, 40)])],
              [at(300, false), at(345, false), at(600, false), at(660, false), at(1185, false)],
            ),
          ],
        },
      ),
  };
};

/** Threshold for the used share of a pool, 0..1. */
export const poolUsedThreshold = defineThreshold({
  key: "poolUsed",
  series: poolUsedRatio,
  defaults: { warning: 0.8, critical: 0.95 },
  proven: { info: 0.6 },
  waits: { critical: 60, warning: 300 },
});

/** Alerts for a pool that is nearly exhausted. */
export const poolUsedHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "PoolUsedHigh",
    symptom: "pool-used",
    threshold: poolUsedThreshold,
    keepFiringFor: minute,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of pool ${label("pool")} is in use`,
    impact: "When the pool is full, requests wait for a database connection.",
    firstSteps,
    firstCommand: {
      sql: "select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3 order by 4 desc",
      on: "pools",
    },
    panel: "postgres/pool",
    proofs: ({ severity, threshold, wait, keep }): Proofs =>
      also(
        usualProofs<PoolState>({
          alert: "PoolUsedHigh",
          severity,
          identity: poolIdentity,
          instance: proofPoolInstance,
          worlds,
          beyond: { used: Math.round(threshold * proofPoolSize) + 1 },
          inside: { used: Math.round(threshold * proofPoolSize) },
          settle: 15,
          recover: 60,
          wait,
          keep,
          times: bridged,
          missing,
        }),
        {
          fires: [
            {
              title: `PoolUsedHigh ${severity} fires when one replica of two is full`,
              series: [
                ...scrapedPool([hold(60, {}), hold(wait + 60, { used: proofPoolSize })]),
                ...poolSeries("prom-client", [hold(wait + 120, { used: 1 })], "web-2:9464"),
              ],
              checks: [check("PoolUsedHigh", severity, 60, false), check("PoolUsedHigh", severity, wait + 90, true)],
            },
          ],
          quiet: [
            {
              title: `PoolUsedHigh ${severity} is quiet for a pool that reports no size`,
              series: scrapedPool([hold(600, { used: 100 })]).map((series) =>
                series.metric === poolMetrics.max ? { ...series, samples: series.samples.map(() => 0) } : series,
              ),
              checks: [check("PoolUsedHigh", severity, 585, false)],
            },
          ],
        },
      ),
  });
