import { monitorRights } from "../../../exporters/programs/redis-exporter";
import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { minutes, seconds } from "../../promql";
import { text } from "../../template";
import { healthyRedis, leftToDown, redisMoments, redisName, redisProofs, redisScenario } from "./proofs";
import { exporterBlind, maxmemory } from "./series-writes";
import { maxmemoryValue, setMaxmemory } from "../../step-commands";

const keep = minutes(2);

/** Alert for an exporter that reaches the server but cannot read its values, for example because permissions are missing. */
export const redisExporterBlind = (): Alert => ({
  name: "RedisExporterBlind",
  symptom: "exporter",
  severity: "warning",
  condition: fixed(latestOf(exporterBlind), "==", 1, {
    when: "the exporter reaches the server but reports no memory in use",
  }),
  for: seconds(60),
  keepFiringFor: keep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${redisName}: redis_exporter reaches the server but cannot read its values`,
  impact: "Alerts about memory, refused writes, connections and replicas cannot fire. RedisDown still works.",
  firstSteps: [
    "Read the exporter's log. It names the command that fails.",
    {
      step: "Check the permissions of the user `monitor`, and grant those that are missing. To keep them after a restart, change the ACL file or the vendor's settings too.",
      command: [{ adminRedis: "acl getuser monitor" }, { adminRedis: `acl setuser monitor ${monitorRights}` }],
    },
    "If a vendor runs this Redis and its INFO has no section `memory`, the exporter cannot monitor it. Use the vendor's own metrics.",
  ],
  firstCommand: { logs: "exporter", grep: "err" },
  panel: "redis/up",
  proofs: () =>
    also(
      redisProofs("RedisExporterBlind", "warning", {
        beyond: { blind: true },
        inside: healthyRedis,
        settle: 15,
        recover: 60,
        wait: 60,
        keep: keep.seconds,
        times: bridged,
      }),
      { quiet: [leftToDown("RedisExporterBlind", "warning", healthyRedis, 120)] },
    ),
});

/** `for` of RedisMaxmemoryNotSet, so that a short change of the setting does not fire the alert. */
const settingWait = minutes(10);

/** Alert for a server without a memory limit. RedisMemoryHigh and RedisOutOfMemory cannot fire for such a server. */
export const redisMaxmemoryNotSet = (): Alert => {
  const alert = "RedisMaxmemoryNotSet";
  const own = redisMoments(alert, "warning");
  return {
    name: alert,
    symptom: "memory-setting",
    severity: "warning",
    condition: fixed({ ...latestOf(maxmemory), dimension: "count" }, "==", 0, {
      when: "maxmemory is not set",
    }),
    for: settingWait,
    keepFiringFor: keep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: maxmemory is not set`,
    impact:
      "Redis uses memory until the host has none left. Then the kernel kills it, and all data that is not on disk is lost. No alert about Redis warns before that.",
    firstSteps: [
      "Decide how much memory Redis may use. Leave room for the fork of a snapshot, in most cases a third of the host's memory.",
      { step: "Set the limit now, and in the configuration too.", command: setMaxmemory, values: maxmemoryValue },
      {
        step: "Set maxmemory-policy: noeviction for queues and sessions, allkeys-lru for a pure cache.",
        command: [{ redis: "config get maxmemory-policy" }, { adminRedis: "config set maxmemory-policy <policy>" }],
        values: { policy: "`noeviction` or `allkeys-lru`" },
      },
    ],
    firstCommand: { redis: "info memory" },
    panel: "redis/memory-bytes",
    proofs: () =>
      also(
        redisProofs(alert, "warning", {
          beyond: { max: 0 },
          inside: { max: 1 },
          settle: 15,
          recover: 60,
          wait: settingWait.seconds,
          keep: keep.seconds,
          times: bridged,
        }),
        {
          quiet: [
            redisScenario(
              `${alert} is quiet while an administrator changes the setting`,
              [hold(300, healthyRedis), hold(120, { ...healthyRedis, max: 0 }), hold(900, healthyRedis)],
              [own.quiet(405), own.quiet(960), own.quiet(1305)],
            ),
            leftToDown(alert, "warning", healthyRedis, 120),
          ],
        },
      ),
  };
};
