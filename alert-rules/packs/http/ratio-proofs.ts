import type { Scenario } from "../../proofs/scenario";
import { hourProofs, type ProvenRatio } from "./sustained-proofs";
import { youngRatio } from "./young-proofs";

/** Scenarios for every alert on a sustained ratio: ratios over an hour close to the threshold, and services younger than the windows. */
export function ratioProofs(ratio: ProvenRatio): Readonly<Record<"fires" | "quiet", Scenario[]>> {
  const { fires, quiet } = hourProofs(ratio);
  return { fires: [...fires, youngRatio(ratio)], quiet };
}
