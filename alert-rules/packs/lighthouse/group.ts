import type { Pack } from "../../pack";
import { lighthouseScoreLow } from "./alerts";
import { lighthouseAgeThreshold, lighthouseMissing } from "./missing-alerts";
import { budgetRecordings, lighthouseRecordings } from "./series";
import { proofBudgets } from "./world";

/** Rule pack for the results of Lighthouse, which a CI job sends. */
export const lighthousePack: Pack = {
  name: "lighthouse",
  title: "Lighthouse in CI",
  about: (service) => service.kind === "http" && service.lighthouse !== undefined,
  when: ({ lighthouse }) => lighthouse.length > 0,
  thresholds: [lighthouseAgeThreshold],
  group: (facts) => ({
    recordings: [...budgetRecordings(facts.lighthouse), ...lighthouseRecordings()],
    alerts: [lighthouseScoreLow(), ...lighthouseMissing(facts)],
  }),
  proofFacts: { lighthouse: proofBudgets },
  symptoms: { "lighthouse-score": "own", "lighthouse-age": "own" },
};
