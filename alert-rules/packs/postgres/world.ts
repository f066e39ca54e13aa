import { counter, gauge, mapPhases, step, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { healthSeries, type PostgresHealth } from "./world-health";

/** Simulated replication slot as its primary reports it. `retained` is in bytes, and NaN once the slot is lost. */
export interface SlotState {
  readonly active: boolean;
  readonly retained: number;
  readonly lost?: boolean;
  /** `max_slot_wal_keep_size` in bytes, or -1 if the slot may retain any amount. Default: `slotLimit`. */
  readonly limit?: number;
}

/**
 * Simulated state of a standby. `lag` is the reported lag, and `lastReplay` the age of the last replayed transaction, both in seconds.
 * `receiving` is true while the WAL receiver is connected.
 */
export interface StandbyState {
  readonly lag: number;
  readonly lastReplay: number;
  readonly receiving: boolean;
  /** Whether no new WAL has arrived since the standby connected. Default: false. */
  readonly nothingNew?: boolean;
}

/** Simulated state of one server. */
export interface PostgresState extends PostgresHealth {
  /** Whether only collectors return data although `pg_up` is 1. Settings and connections, for example, are missing. Default: false. */
  readonly blind?: boolean;
  /** Whether the server is older than PostgreSQL 16, which introduced `reserved_connections`. Default: false. */
  readonly old?: boolean;
  /** Number of client connections, without the exporter's. Default: 10. The server allows 100, of which 5 (`old`: 3) are reserved. */
  readonly connections?: number;
  /** Application names of the walsenders. `pg_receivewal`, `pg_basebackup` and Barman replay nothing, so they have no replay position. */
  readonly walsenders?: readonly string[];
  readonly slot?: SlotState;
  /** Whether there is an active logical slot. */
  readonly logical?: boolean;
  readonly standby?: StandbyState;
  /** On a primary that was a standby before: the age of the last transaction that it replayed, in seconds. Absent on other servers. */
  readonly replayed?: number;
  /** One statement: calls per second, and the duration of each call in seconds. */
  readonly statement?: { readonly perSecond: number; readonly seconds: number };
}

const target = { job: "postgres-exporter", instance: "postgres-exporter-proof-web:9187", ...proofService } as const;
const server = { ...target, server: "postgres:5432" } as const;

/** Label `instance` of the simulated exporter's target. */
export const postgresTarget = target.instance;
export const proofSlot = "replica_1";
export const proofStatement = { datname: "shop", queryid: "-8886085649470066503" } as const;
/** Usual `max_slot_wal_keep_size` of the simulated server, in bytes. */
export const slotLimit = 2 ** 30;

/** Phases of one sample each. `at` returns the state at a time, in seconds since the start of the first phase. */
export const ramp = <T>(seconds: number, at: (second: number) => T): Phase<T>[] =>
  Array.from({ length: Math.round(seconds / step) }, (_, index) => ({ for: step, value: at(index * step) }));

type Pick<T> = (state: PostgresState) => T | undefined;

function statementSeries(phases: readonly Phase<PostgresState>[], labels: Readonly<Record<string, string>>): RawSeries[] {
  const rate = (of: (statement: NonNullable<PostgresState["statement"]>) => number) =>
    phases.map((phase): Phase<number> => ({
      for: phase.for,
      value: phase.value === undefined || phase.value.up === false ? undefined : phase.value.statement && of(phase.value.statement),
    }));
  return [
    counter(
      "pg_stat_statements_calls_total",
      labels,
      rate((statement) => statement.perSecond),
    ),
    counter(
      "pg_stat_statements_seconds_total",
      labels,
      rate((statement) => statement.perSecond * statement.seconds),
    ),
  ];
}

/**
 * Simulates the raw series of postgres_exporter 0.19.1 for one server, including `up`. In an `undefined` phase, the exporter does not
 * respond.
 */
export function postgresWorld(phases: readonly Phase<PostgresState>[], service: string = proofService.service): RawSeries[] {
  const of = (labels: Readonly<Record<string, string>>) => ({ ...labels, service });
  const when = (pick: Pick<number>) => mapPhases(phases, pick);
  const reached = (pick: Pick<number>) => when((state) => (state.up === false ? undefined : pick(state)));
  const clear = (pick: Pick<number>) => reached((state) => (state.blind === true ? undefined : pick(state)));
  const setting = (name: string, value: number) =>
    gauge(
      `pg_settings_${name}`,
      of(server),
      clear(() => value),
    );
  const activity = (labels: Readonly<Record<string, string>>, pick: Pick<number>) =>
    gauge("pg_stat_activity_count", of({ ...server, datname: "shop", wait_event: "", wait_event_type: "", ...labels }), clear(pick));
  const client = { application_name: "app", backend_type: "client backend", usename: "app" };
  const none = { application_name: "", backend_type: "", usename: "" };
  const receiver = (name: string, value: (standby: StandbyState) => number) =>
    gauge(
      `pg_stat_wal_receiver_${name}`,
      of({ ...target, slot_name: proofSlot, status: "streaming", upstream_host: "primary" }),
      reached(({ standby }) => (standby?.receiving === true ? value(standby) : undefined)),
    );
  const names = [...new Set(phases.flatMap((phase) => phase.value?.walsenders ?? []))];
  const slot = (labels: Readonly<Record<string, string>>) => of({ ...labels, slot_name: proofSlot });
  return [
    upOf(target.job, phases, { instance: target.instance, service }),
    gauge(
      "pg_up",
      of(target),
      when((state) => (state.up === false ? 0 : 1)),
    ),
    setting("max_connections", 100),
    setting("superuser_reserved_connections", 3),
    gauge(
      "pg_settings_reserved_connections",
      of(server),
      clear(({ old }) => (old === true ? undefined : 2)),
    ),
    gauge(
      "pg_settings_max_slot_wal_keep_size_bytes",
      of(server),
      clear(({ slot: state }) => state?.limit ?? slotLimit),
    ),
    activity({ ...client, state: "active" }, (state) => Math.floor((state.connections ?? 10) / 2)),
    activity({ ...client, state: "idle" }, (state) => Math.ceil((state.connections ?? 10) / 2)),
    activity({ ...none, state: "disabled" }, () => 0),
    activity({ ...none, backend_type: "autovacuum worker", state: "active" }, () => 3),
    gauge(
      "pg_replication_is_replica",
      of(target),
      reached((state) => (state.standby === undefined ? 0 : 1)),
    ),
    gauge(
      "pg_replication_lag_seconds",
      of(target),
      reached((state) => state.standby?.lag ?? 0),
    ),
    gauge(
      "pg_replication_last_replay_seconds",
      of(target),
      reached((state) => state.standby?.lastReplay ?? state.replayed ?? 0),
    ),
    gauge(
      "pg_scrape_collector_success",
      of({ ...target, collector: "stat_wal_receiver" }),
      reached(() => 1),
    ),
    receiver("last_msg_receipt_time", () => 1_795_248_532),
    receiver("receive_start_lsn", () => 855_638_016),
    receiver("flushed_lsn", (standby) => (standby.nothingNew === true ? 855_638_016 : 855_652_808)),
    ...names.map((name, index) =>
      gauge(
        "pg_stat_replication_pg_wal_lsn_diff",
        of({ ...server, application_name: name, client_addr: "10.0.0.2", slot_name: String(4000 + index), state: "streaming" }),
        clear((state) => (state.walsenders?.includes(name) ? (/^(pg_|barman)/.test(name) ? Number.NaN : 0) : undefined)),
      ),
    ),
    gauge(
      "pg_replication_slot_slot_is_active",
      of({ ...target, slot_name: "cdc", slot_type: "logical" }),
      reached((state) => (state.logical === true ? 1 : undefined)),
    ),
    gauge(
      "pg_replication_slots_active",
      slot({ ...server, database: "" }),
      clear((state) => state.slot && Number(state.slot.active)),
    ),
    gauge(
      "pg_replication_slots_pg_wal_lsn_diff",
      slot({ ...server, database: "" }),
      clear((state) => state.slot?.retained),
    ),
    ...["lost", "reserved"].map((status) =>
      gauge(
        "pg_replication_slot_wal_status",
        slot({ ...target, slot_type: "physical", wal_status: status }),
        reached((state) => (state.slot !== undefined && (state.slot.lost === true) === (status === "lost") ? 1 : undefined)),
      ),
    ),
    ...statementSeries(phases, of({ ...target, ...proofStatement, user: "app" })),
    ...healthSeries({ target: of(target), server: of(server), when, reached, clear }),
  ].filter((series) => series.samples.some((sample) => typeof sample === "number"));
}
