import type { Severity } from "../../../exporters/model/thresholds";
import { identity } from "../../model";
import { moments, usualProofs, type Successor, type UsualProofs, type World } from "../../proofs/patterns";
import type { Phase } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { postgresTarget, postgresWorld, type PostgresState } from "./world";
import { label, text } from "../../template";
import { targetDownProof } from "../target/alerts";

/** The `TargetDown` alert that fires in the alerts' unit tests ("proofs") if the server's exporter does not respond. */
export const exporterDownProof: Successor = targetDownProof("postgres-exporter", postgresTarget);

/** One simulated server, as postgres_exporter exposes it. */
export const postgresWorlds: readonly World<PostgresState>[] = [
  { name: "postgres_exporter", series: (phases) => postgresWorld(phases), successor: exporterDownProof },
];

export const postgresName = text`${label("system")}/${label("service")}`;
export const healthyPostgres: PostgresState = { connections: 20 };

export const postgresMoments = (alert: string, severity: Severity, instance: Readonly<Record<string, string>> = proofService) =>
  moments(alert, severity, instance);
export const postgresDownAt = postgresMoments("PostgresDown", "critical");

export const postgresScenario = (
  title: string,
  phases: readonly Phase<PostgresState>[],
  checks: Scenario["checks"],
  service?: string,
): Scenario => ({
  title,
  series: postgresWorld(phases, service),
  checks,
});

/** The usual proofs of an alert about one server. */
export const postgresProofs = (
  alert: string,
  severity: Severity,
  of: Omit<UsualProofs<PostgresState>, "alert" | "severity" | "identity" | "instance" | "worlds">,
): Proofs => usualProofs<PostgresState>({ alert, severity, identity, instance: proofService, worlds: postgresWorlds, ...of });
