import type { Files } from "../../../../stacks/commands/review/git";
import { reviewSides } from "../../../../stacks/commands/review/review";
import { sideOf } from "../../../../stacks/commands/review/side";
import { usual, withData } from "./support";

interface Plan {
  readonly checks: readonly { readonly key: string; readonly severity?: string }[];
}

const plan = "exporters/rendered/production/uptime.json";

const withSeverity = (severity: string): Files =>
  withData<Plan>(plan, ({ checks, ...rest }) => ({
    ...rest,
    checks: checks.map((check) => (check.key === "magazine-cms-track" ? { ...check, severity } : check)),
  }));

const said = (before: Files, after: Files): string[] =>
  reviewSides(sideOf(before, "production"), sideOf(after, "production")).changes.map(
    ({ subject, effect, text }) => `${subject}: ${effect}: ${text}`,
  );

it("the review names a check whose failure is now only a warning", () => {
  expect(said(usual, withSeverity("warning"))).toEqual([
    "Uptime: loosened: magazine/cms track: check: a failure is critical -> warning, and no longer pages",
  ]);
});

it("the review names a check whose failure is now critical", () => {
  expect(said(withSeverity("warning"), usual)).toEqual([
    "Uptime: tightened: magazine/cms track: check: a failure is warning -> critical, and pages",
  ]);
});

it("the review reports no change against files from before checks had a severity", () => {
  const before = withData<Plan>(plan, ({ checks, ...rest }) => ({
    ...rest,
    checks: checks.map((check) => ({ ...check, severity: undefined })),
  }));
  expect(said(before, usual)).toEqual([]);
});
