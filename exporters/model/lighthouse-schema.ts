import { z } from "zod";
import { distinct } from "./lists";
import { nameSchema } from "./name";
import { object } from "./object";
import { formatQuantity, ratio, show } from "./units";

/** Path of a page, as the metrics report it in the label `page`. */
const page = z.string().regex(/^\/[^\s?#"'\\]*$/, {
  error: ({ input }) => `got ${show(input)}; expected the path of a page without blanks, query and fragment, like "/" or "/checkout"`,
});

/** Budget of a score. 0% is refused, because no score is below it, and above 100% every score is. */
const budget = ratio
  .refine((share) => share > 0 && share <= 1, {
    error: ({ input }) =>
      `got ${formatQuantity(Number(input), "ratio")}; the alert fires if the score is below the budget: allowed: more than 0%, up to 100%`,
  })
  .optional();

const categories = { performance: budget, accessibility: budget, bestPractices: budget, seo: budget };

/** Keys of the budgets with Lighthouse's names of the categories. */
export const lighthouseCategories = {
  performance: "performance",
  accessibility: "accessibility",
  bestPractices: "best-practices",
  seo: "seo",
} as const satisfies Record<keyof typeof categories, string>;

/**
 * Pages that a CI job measures with Lighthouse, and the budget of each score. Alerts notify if a score of the latest result is below its
 * budget, and if there is no result for too long (`lighthouseAge`). Default: none.
 */
export const lighthouse = object({
  /** IDs of the environments to which the CI job sends its results. */
  environments: distinct(z.array(nameSchema).min(1)),
  pages: distinct(
    z
      .array(
        object({ path: page, ...categories }).refine(
          (of) => (Object.keys(lighthouseCategories) as (keyof typeof categories)[]).some((key) => of[key] !== undefined),
          { error: `got no budget; write at least one of ${Object.keys(lighthouseCategories).join(", ")}, like performance: "90%"` },
        ),
      )
      .min(1),
    ({ path }) => show(path),
  ),
}).optional();
