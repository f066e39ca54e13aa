import { formatQuantity } from "../../../exporters/model/units";
import { expression, fixed } from "../../condition";
import { slotActive, slotLost as lost, slotRetained, slotWalLimit } from "./series-replication";
import { latest, latestOf } from "../../latest";
import { identity, serviceKey, type Alert } from "../../model";
import { also, usualProofs, type World, bridged } from "../../proofs/patterns";
import { hold, mapPhases } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { proofSlot, ramp, slotLimit, type PostgresState, type SlotState } from "./world";
import { labels, minutes, promql, scalar, seconds } from "../../promql";
import { label, text, value } from "../../template";
import { postgresMoments, postgresName, postgresScenario, postgresWorlds } from "./proofs";
import { dropSlot, serviceLog, walSize } from "../../step-commands";

const on = labels(...serviceKey);
const keep = minutes(2);
const slotIdentity = [...identity, "slot_name"];
const slotInstance = { ...proofService, slot_name: proofSlot };

const slotWorlds = (base: Partial<PostgresState> = {}): readonly World<SlotState>[] =>
  postgresWorlds.map((world) => ({
    ...world,
    series: (phases) => world.series(mapPhases(phases, (slot) => ({ ...base, slot }))),
  }));
const read: SlotState = { active: true, retained: 0 };
const unread: SlotState = { active: false, retained: 1e6 };

/** Alert for a primary's replication slot without a consumer. The primary retains more and more WAL for the slot. */
export const slotInactive = (): Alert => {
  const alert = "PostgresReplicationSlotInactive";
  const own = postgresMoments(alert, "warning", slotInstance);
  return {
    name: alert,
    symptom: "replication-slot",
    severity: "warning",
    condition: fixed(latestOf(slotActive), "==", 0, { when: "a replication slot is inactive" }),
    for: seconds(90),
    keepFiringFor: keep,
    identity: slotIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: replication slot ${label("slot_name")} is inactive`,
    impact:
      "The slot's standby or subscriber receives nothing. The primary retains all WAL written since the slot became inactive. Eventually the primary's disk is full, or the slot exceeds max_slot_wal_keep_size and is lost.",
    firstSteps: [
      {
        step: "Check whether the standby or subscriber of this slot runs and reaches the primary. Read its log to find out why it does not connect.",
        command: [{ sql: "select application_name, client_addr, state, sync_state from pg_stat_replication", on: "primary" }, serviceLog],
      },
      {
        step: "Watch the WAL that the slot retains, which the panel shows, and the free disk space on the primary's host.",
        command: walSize,
      },
      { step: "If the slot is no longer needed, drop it.", command: dropSlot },
    ],
    firstCommand: {
      sql: "select slot_name, slot_type, active, wal_status, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) as retained from pg_replication_slots",
      on: "primary",
    },
    panel: "postgres/slots",
    proofs: () =>
      also(
        usualProofs<SlotState>({
          alert,
          severity: "warning",
          identity: slotIdentity,
          instance: slotInstance,
          worlds: slotWorlds(),
          beyond: unread,
          inside: read,
          settle: 15,
          recover: 60,
          wait: 90,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          quiet: [
            {
              title: `${alert} is quiet for slots that a standby synchronises from its primary: they are inactive by design`,
              series: slotWorlds({ standby: { lag: 0, lastReplay: 0, receiving: true } })[0]?.series([hold(900, unread)]) ?? [],
              checks: [own.quiet(120), own.quiet(885)],
            },
            postgresScenario(
              `${alert} is quiet while a standby is restarted`,
              [hold(300, { slot: read }), hold(75, { slot: unread }), hold(300, { slot: read })],
              [own.quiet(315), own.quiet(375), own.quiet(390), own.quiet(405), own.quiet(660)],
            ),
          ],
          resolves: [
            postgresScenario(
              `${alert} resolves when the slot is dropped`,
              [hold(300, { slot: unread }), hold(300, { connections: 5 })],
              [own.fires(285), own.quiet(300 + 60 + keep.seconds + 30)],
            ),
          ],
        },
      ),
  };
};

/** Alert for a lost slot: the primary removed WAL that the slot's consumer still needs, so the consumer cannot continue. */
export const slotLost = (): Alert => ({
  name: "PostgresReplicationSlotLost",
  symptom: "replication-slot",
  severity: "critical",
  condition: fixed(lost, "==", 1, { when: "the WAL of a replication slot has been removed" }),
  for: undefined,
  identity: slotIdentity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${postgresName}: replication slot ${label("slot_name")} is lost`,
  impact:
    "The slot exceeded max_slot_wal_keep_size, and its WAL is gone. The slot's standby can never catch up and cannot be used for failover.",
  firstSteps: [
    "Rebuild the standby from a base backup, because it cannot be repaired. A logical subscriber needs a new slot and a new initial copy.",
    { step: "Drop the lost slot.", command: dropSlot },
    {
      step: "Find out why the slot's consumer fell behind, or raise max_slot_wal_keep_size, before the next slot is lost.",
      command: {
        adminSql: ["alter system set max_slot_wal_keep_size = $$<size>$$", "select pg_reload_conf()"],
        on: "primary",
      },
      values: { size: "a size for which the disk has room, for example `50GB`" },
    },
  ],
  firstCommand: {
    sql: "select slot_name, slot_type, active, wal_status, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) as retained from pg_replication_slots",
    on: "primary",
  },
  panel: "postgres/slots",
  proofs: () =>
    usualProofs<SlotState>({
      alert: "PostgresReplicationSlotLost",
      severity: "critical",
      identity: slotIdentity,
      instance: slotInstance,
      worlds: slotWorlds(),
      beyond: { active: false, retained: Number.NaN, lost: true },
      inside: { active: false, retained: slotLimit * 0.99 },
      settle: 15,
      wait: 0,
      times: { detects: 0, clears: 0, loses: 0 },
      missing: { then: "successor", after: 120 },
    }),
});

/** Share of `max_slot_wal_keep_size`, or of 10 GiB without this setting, above which a slot retains too much WAL. */
const tooMuch = 0.5;

/** Alert for a slot that retains too much WAL, because its consumer is stuck, slow or gone. */
export const slotRetainsWal = (): Alert => {
  const alert = "PostgresSlotRetainsWal";
  const own = postgresMoments(alert, "warning", slotInstance);
  /** Scenario of a slot without a limit that retains `times` times 5 GiB. The rule assumes a limit of 10 GiB, so the threshold is 5 GiB. */
  const unlimited = (title: string, times: number, checks: Scenario["checks"]): Scenario =>
    postgresScenario(`${alert} ${title}`, [hold(600, { slot: { active: true, retained: times * 5 * 2 ** 30, limit: -1 } })], checks);
  return {
    name: alert,
    symptom: "replication-wal",
    severity: "warning",
    condition: expression(
      `a replication slot retains more than ${formatQuantity(tooMuch, "ratio")} of max_slot_wal_keep_size, or of 10 GiB if that is not set`,
      promql`
      ${latest(slotRetained.name)}
        > on (${on}) group_left ()
      ${scalar(tooMuch)} * ${latest(slotWalLimit.name)}`,
    ),
    for: seconds(60),
    keepFiringFor: keep,
    identity: slotIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: replication slot ${label("slot_name")} retains ${value("bytes")} of WAL`,
    impact:
      "The slot retains more than half of its limit. If it exceeds max_slot_wal_keep_size, it is lost. Without that setting, the primary's disk fills up.",
    firstSteps: [
      {
        step: "Check whether the slot is active. If it is inactive, bring its standby or subscriber back. If it is active, find out why its consumer is slow or stuck.",
        command: {
          sql: "select application_name, client_addr, state, sent_lsn, replay_lsn, reply_time from pg_stat_replication",
          on: "primary",
        },
      },
      { step: "Check the primary's free disk space. When the disk is full, the primary stops.", command: walSize },
      { step: "As a last resort, drop the slot. This saves the primary, but the standby must be rebuilt.", command: dropSlot },
    ],
    firstCommand: {
      sql: "select slot_name, slot_type, active, wal_status, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) as retained from pg_replication_slots",
      on: "primary",
    },
    panel: "postgres/slots",
    proofs: () =>
      also(
        usualProofs<SlotState>({
          alert,
          severity: "warning",
          identity: slotIdentity,
          instance: slotInstance,
          worlds: slotWorlds(),
          beyond: { active: true, retained: slotLimit * tooMuch * 1.01 },
          inside: { active: true, retained: slotLimit * tooMuch },
          settle: 15,
          recover: 60,
          wait: 60,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 120 },
        }),
        {
          fires: [
            postgresScenario(
              `${alert} fires while an inactive slot grows`,
              ramp(1200, (second) => ({ slot: { active: false, retained: 1e6 * second } })),
              [own.quiet(525), own.fires(660)],
            ),
            unlimited("fires for more than 5 GiB without max_slot_wal_keep_size", 1.01, [own.fires(585)]),
          ],
          quiet: [
            unlimited("is quiet for less than 5 GiB without max_slot_wal_keep_size", 0.99, [own.quiet(300), own.quiet(585)]),
            postgresScenario(
              `${alert} is quiet for an active slot that retains little if max_slot_wal_keep_size is 0`,
              [hold(600, { slot: { active: true, retained: 1e6, limit: 0 } })],
              [own.quiet(300), own.quiet(585)],
            ),
            postgresScenario(
              `${alert} leaves a slot that is lost to PostgresReplicationSlotLost`,
              [hold(600, { slot: { active: false, retained: Number.NaN, lost: true } })],
              [own.quiet(585), postgresMoments("PostgresReplicationSlotLost", "critical", slotInstance).fires(585)],
            ),
          ],
        },
      ),
  };
};
