import { edges } from "../../proofs/patterns";
import { gauge, gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { minutes } from "../../promql";
import { probeJob } from "../../../exporters/scrape/probes";

/** Identity labels of an alert about a whole system. */
export const systemIdentity = ["system", "environment", "owner"];
const instance = { system: proofService.system, environment: proofService.environment, owner: proofService.owner };

/**
 * `keep_firing_for` of SystemDown. The alerts that it inhibits, such as ProbeFailed, keep firing for up to two minutes after the repair.
 * The third minute covers programs of the system that start later than others.
 */
export const systemDownKeep = minutes(3);

const check = (at: number, firing: boolean): Check => ({
  at,
  alert: "SystemDown",
  severity: "critical",
  identity: systemIdentity,
  firing: firing ? [instance] : [],
});

const program = (service: string, phases: readonly Phase<number>[]): RawSeries =>
  gauge("up", { ...proofService, service, job: "prom-client", instance: `${service}:9464` }, phases);
const store = (phases: readonly Phase<number>[]): RawSeries[] => {
  const labels = { ...proofService, service: "postgres", job: "postgres-exporter", instance: "exporter:9187" };
  // The exporter runs next to the monitoring stack, so it responds even if the server is gone.
  return [gauge("pg_up", labels, phases), gauge("up", labels, [hold(1800, 1)])];
};
const cache = (phases: readonly Phase<number>[]): RawSeries[] => {
  const labels = { ...proofService, service: "redis", job: "redis-exporter", instance: "exporter:9121" };
  return [gauge("redis_up", labels, phases), gauge("up", labels, [hold(1800, 1)])];
};
const probe = (phases: readonly Phase<number>[]): RawSeries => {
  const url = "http://web.proof/health";
  return gauge("probe_success", { ...proofService, job: probeJob, probe: "health", instance: url }, phases);
};

const scenario = (title: string, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
  title: `SystemDown ${title}`,
  series,
  checks,
});

const lost = [hold(300, 1), hold(600, 0), hold(600, 1)];
const well = [hold(1500, 1)];

/** The unit tests ("proofs") of SystemDown. */
export const systemDownProofs = (): Proofs => ({
  fires: [
    scenario(
      "fires within a minute when programs, checks and stores are all down",
      [program("web", lost), program("worker", lost), probe(lost), ...cache(lost)],
      [check(285, false), check(345, true), check(885, true), ...edges(check, 330)],
    ),
    scenario(
      "fires once programs have had time to start when there is no store or a store is up",
      [program("web", lost), program("worker", lost), ...store(well)],
      [check(405, false), check(480, true), check(885, true), ...edges(check, 435)],
    ),
    scenario(
      "fires when the last check has failed for two minutes",
      [program("web", lost), program("worker", lost), probe([hold(600, 1), hold(300, 0)]), ...store(well)],
      [check(720, false), check(885, true), ...edges(check, 735)],
    ),
  ],
  quiet: [
    scenario(
      "is quiet while one program is up",
      [program("web", lost), program("worker", well), ...store(lost)],
      [check(345, false), check(600, false), check(885, false)],
    ),
    scenario(
      "is quiet while a check passes: scrapes alone say nothing about users",
      [program("web", lost), program("worker", lost), probe(well), ...store(lost)],
      [check(345, false), check(600, false), check(885, false)],
    ),
    scenario(
      "leaves a system of one program to its own alerts",
      [program("web", lost), ...store(lost)],
      [check(345, false), check(600, false), check(885, false)],
    ),
    scenario(
      "is quiet when all programs restart for a minute and a half, and some were down before",
      [
        program("web", [hold(300, 1), hold(90, 0), hold(600, 1)]),
        program("worker", [hold(105, 1), hold(285, 0), hold(600, 1)]),
        ...store(lost),
        ...cache(well),
      ],
      [check(360, false), check(390, false), check(420, false), check(900, false)],
    ),
  ],
  resolves: [
    scenario(
      "resolves three minutes after the first successful scrape",
      [program("web", lost), program("worker", [hold(300, 1), hold(1200, 0)]), ...store(lost)],
      [check(885, true), check(1065, true), check(1110, false), ...edges(check, 330, 900 + systemDownKeep.seconds)],
    ),
  ],
  noData: [
    scenario(
      "is quiet when the targets are no longer discovered; TargetMissing fires instead",
      [program("web", [hold(300, 1), gone(600)]), program("worker", [hold(300, 1), gone(600)])],
      [check(345, false), check(600, false)],
    ),
  ],
});
