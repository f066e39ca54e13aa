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

/** Symptoms of an internal service that a cause of another service explains. */
export const consequences = withRole("consequence", "visible");
/** Symptoms of a public service that a cause of another service explains. */
export const hiddenConsequences = withRole("consequence");
/** Symptoms that users see. */
export const visible = withRole("visible");
