import { previousIn, type Previous } from "../../../../stacks/vendors/resources/previous";
import { withKeptInputs } from "../../../../stacks/vendors/resources/kept-inputs";

const type = "monitoring:sentry:CronDetector";
const state = (name: string, checkIn: string): Previous[] =>
  previousIn({ [`urn:pulumi:production::monitoring::${type}::${name}`]: { type, outputs: { checkIn, name } } });
const planned = (name: string, formerly: string | undefined, checkIn: string) => ({
  type: "sentry:CronDetector",
  name,
  ...(formerly !== undefined && { formerly }),
  inputs: { name, checkIn },
});
const slugOf = (resource: ReturnType<typeof planned>, previous: readonly Previous[]): string | undefined =>
  withKeptInputs([resource], previous)[0]?.inputs.checkIn;

test("a new cron monitor has the slug of the plan", () => {
  expect(slugOf(planned("shop/web nightly", undefined, "shop-web-nightly"), [])).toBe("shop-web-nightly");
});

test("a cron monitor keeps the slug of its creation after a rename, after renamedFrom is removed, and after a second rename", () => {
  const first = state("shop/web nightly", "shop-web-nightly");
  expect(slugOf(planned("shop/zoo nightly", "shop/web nightly", "shop-web-nightly"), first)).toBe("shop-web-nightly");
  const second = state("shop/zoo nightly", "shop-web-nightly");
  expect(slugOf(planned("shop/zoo nightly", undefined, "shop-zoo-nightly"), second)).toBe("shop-web-nightly");
  expect(slugOf(planned("shop/bar nightly", "shop/zoo nightly", "shop-zoo-nightly"), second)).toBe("shop-web-nightly");
});

test("other inputs, and resources without such an input, are as planned", () => {
  const previous = state("shop/web nightly", "shop-web-nightly");
  const other = { type: "sentry:CronDetector", name: "shop/web nightly", inputs: { name: "changed" } };
  expect(withKeptInputs([other], previous)).toEqual([other]);
});
