import { z } from "zod";
import { compact, objectOf, objectsOf, type Json } from "../json";

const comparisons = ["equals", "not_equals", "contains", "not_contains", "greater_than", "less_than", "is_null", "is_not_null"] as const;

/** What values in a JSON body must be; five at most. */
export const apiAssertions = z.strictObject({
  /** Whether all must hold (`AND`) or one (`OR`). */
  logic: z.enum(["AND", "OR"]),
  checks: z
    .array(
      z.strictObject({
        /** JSON path, like `$.status`. */
        property: z.string().regex(/^\$/, { error: "a JSON path like $.status is wanted" }),
        comparison: z.enum(comparisons),
        /** What it is compared with; nothing for `is_null` and `is_not_null`. */
        target: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .min(1),
});
export type ApiAssertions = z.output<typeof apiAssertions>;

/** Assertions as UptimeRobot wants them. */
export const apiAssertionsBody = ({ logic, checks }: ApiAssertions): Json => ({ logic, checks: checks.map(compact) });

/** Assertions of an answer; undefined for some that this program could not have made. */
export const apiAssertionsInput = (remote: unknown): ApiAssertions | undefined => {
  const { logic, checks } = objectOf(remote);
  return apiAssertions.safeParse({
    logic,
    checks: objectsOf(checks).map(({ property, comparison, target }) => compact({ property, comparison, target: target ?? undefined })),
  }).data;
};
