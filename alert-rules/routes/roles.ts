import type { SymptomRole } from "../pack";
import { packs } from "../packs";

/** The role of every symptom, from all packs. Throws if two packs give a symptom different roles. */
export const symptomRoles: Readonly<Record<string, SymptomRole>> = packs
  .flatMap(({ symptoms }) => Object.entries(symptoms))
  .reduce<Record<string, SymptomRole>>((roles, [symptom, role]) => {
    if ((roles[symptom] ?? role) !== role) throw new Error(`two packs of alerts give symptom ${symptom} different roles`);
    return { ...roles, [symptom]: role };
  }, {});

const withRole = (...roles: readonly SymptomRole[]): string[] =>
  Object.keys(symptomRoles)
    .filter((symptom) => roles.some((role) => role === symptomRoles[symptom]))
    .sort();

/** Symptoms that a cause of another service explains if the service is internal. */
export const consequences = withRole("consequence", "visible");
/** Symptoms that a cause of another service explains even if the service is public. */
export const hiddenConsequences = withRole("consequence");
/** Symptoms that users see. */
export const visible = withRole("visible");
