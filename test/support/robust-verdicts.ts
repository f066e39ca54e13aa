import { exceptions } from "../alert-rules/proofs/robust/exceptions";
import { known } from "../alert-rules/proofs/robust/known";
import type { Pair } from "../../alert-rules/proofs/robust";

/** Formats a pair as `expectedFailures` does: `fires: a change of owner | JobLate critical`. */
export const nameOf = ({ proof, transformation, alert, severity }: Pair): string => `${proof}: ${transformation} | ${alert} ${severity}`;

/** Returns the sorted names of those pairs that must fail: exceptions and known failures. */
export function expectedFailures(pairs: readonly Pair[]): string[] {
  const names = new Set(pairs.map(nameOf));
  return [
    ...exceptions.map(({ alert, under }) => `${under} | ${alert}`),
    ...Object.entries(known).flatMap(([under, alerts]) => alerts.map((alert) => `${under} | ${alert}`)),
  ]
    .filter((name) => names.has(name))
    .sort();
}
