import type { ThresholdKey, ThresholdValues } from "../../exporters/model/thresholds";
import type { Threshold } from "../condition";
import type { Pack } from "../pack";
import { aiPack } from "./ai/group";
import { browserPack } from "./browser/group";
import { callsPack } from "./calls/group";
import { containerPack } from "./container/group";
import { costPack } from "./cost/group";
import { hostPack } from "./host/group";
import { httpPack } from "./http/group";
import { jobPack } from "./job/group";
import { lighthousePack } from "./lighthouse/group";
import { logPack } from "./log/group";
import { loopPack } from "./loop/group";
import { poolPack } from "./pool/group";
import { postgresPack } from "./postgres/group";
import { probePack } from "./probe/group";
import { queuePack } from "./queue/group";
import { quotaPack } from "./quota/group";
import { redisPack } from "./redis/group";
import { runPack } from "./run/group";
import { streamPack } from "./stream/group";
import { heartbeatPack, stackPack } from "./stack/group";
import { targetPack } from "./target/group";
import { workersPack } from "./workers/group";

/** All rule packs, in the order of the runbook. */
export const packs: readonly Pack[] = [
  heartbeatPack,
  targetPack,
  probePack,
  jobPack,
  httpPack,
  browserPack,
  lighthousePack,
  callsPack,
  aiPack,
  queuePack,
  runPack,
  loopPack,
  workersPack,
  streamPack,
  poolPack,
  postgresPack,
  redisPack,
  quotaPack,
  logPack,
  costPack,
  hostPack,
  containerPack,
  stackPack,
];

/** All thresholds for which a service may set its own value. */
export const thresholds: readonly Threshold[] = packs.flatMap((pack) => pack.thresholds);

const byKey = new Map<ThresholdKey, Threshold>(thresholds.map((threshold) => [threshold.key, threshold]));

/** The threshold with this key. Throws if no pack uses the key. */
export function thresholdOf(key: ThresholdKey): Threshold {
  const threshold = byKey.get(key);
  if (threshold === undefined) throw new Error(`no pack of alerts has a threshold ${key}`);
  return threshold;
}

/** Default thresholds for a key, in base units. Throws if no pack uses the key. */
export const defaultsOf = (key: ThresholdKey): ThresholdValues => thresholdOf(key).defaults;
