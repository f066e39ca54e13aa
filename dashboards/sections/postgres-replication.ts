import { clusterPrimaries, expectedStandbys, standbysMissing } from "../../alert-rules/packs/postgres/series-cluster";
import {
  isPrimary,
  replicationLag,
  replicationLagBytes,
  slotActive,
  slotLost,
  slotRetained,
  slotWalLimit,
  standbys,
} from "../../alert-rules/packs/postgres/series-replication";
import type { Alert } from "../../alert-rules/model";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { graph, line } from "../lines";
import type { Section } from "../model";
import { systemScope } from "../scope";
import { thresholdLines, thresholdText } from "../threshold-lines";

const none = "No server of this system has a standby.";

/** Replication lag, standbys and slots of all servers in the system. */
export const replicationSection = (facts: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Replication in the system",
  panels: [
    graph({
      id: "postgres/replication",
      title: "Replication lag",
      description: `How far each standby of the system is behind its primary. While a standby is disconnected, the lag is the time since it was in sync. ${thresholdText(alerts, "postgres/replication")}`,
      empty: none,
      unit: "s",
      queries: [line(replicationLag, systemScope, "{{service}}"), ...thresholdLines(alerts, "postgres/replication", systemScope, "each")],
    }),
    graph({
      id: "postgres/lag-bytes:130",
      title: "WAL not yet replayed",
      description: "WAL that each connected standby has not replayed yet, as reported by its primary. A disconnected standby has no line.",
      empty: none,
      unit: "bytes",
      queries: [line(replicationLagBytes, systemScope, "{{service}} {{application_name}}")],
    }),
    graph({
      id: "postgres/standbys",
      title: "Standbys connected",
      description:
        "Number of standbys that stream from each server, and of missing standbys. Dashed lines show the expected number. The right axis shows 1 for a server that is currently a primary, and the number of primaries in each cluster, which must be 1.",
      empty: "No server of this system reports its standbys.",
      unit: "none",
      queries: [
        line(standbys, systemScope, "{{service}}"),
        line(standbysMissing, systemScope, "{{service}} missing"),
        line(expectedStandbys, systemScope, "{{service}} expected", { style: { threshold: "critical" } }),
        line(isPrimary, systemScope, "{{service}} is primary", { right: "none" }),
        ...(facts.replicas.length === 0
          ? []
          : [line(clusterPrimaries, systemScope, "{{service}} primaries of the cluster", { right: "none" })]),
      ],
    }),
    graph({
      id: "postgres/slots",
      title: "Replication slots",
      description:
        "WAL that each slot retains. Dashed lines show the maximum. The right axis shows 1 while a slot is active, and 1 once it is lost. An inactive slot retains WAL until the disk is full or the slot is lost.",
      empty: "No server of this system has a replication slot.",
      unit: "bytes",
      queries: [
        line(slotRetained, systemScope, "{{service}} {{slot_name}} retained"),
        line(slotActive, systemScope, "{{service}} {{slot_name}} active", { right: "none" }),
        line(slotLost, systemScope, "{{service}} {{slot_name}} lost", { right: "none" }),
        line(slotWalLimit, systemScope, "{{service}} maximum", { style: "dashed" }),
      ],
    }),
  ],
});
