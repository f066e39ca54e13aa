import { existsSync } from "node:fs";
import path from "node:path";
import { repo } from "../../../../support/sources";

/** Where the vendors' specifications are; by default beside the repository, because their licence is not this project's. */
export const specsFolder = process.env["MONITORING_SPECS"] ?? path.resolve(repo, "../shared/specs");

const needed = ["sentry-openapi.json", "sentry-monitors.yaml"].map((file) => path.join(specsFolder, file));

/** A group of tests that needs the specifications: without them it is left out with a word about it; in CI it runs and so fails. */
export function describeWithSpecs(title: string, body: () => void): void {
  const missing = needed.filter((file) => !existsSync(file));
  if (missing.length === 0 || process.env["CI"] === "true") {
    describe(title, () => {
      // The documents are read and compiled in the first test; a busy machine takes its time.
      jest.setTimeout(60_000);
      body();
    });
    return;
  }
  console.warn(
    `Left out: ${title}. Sentry's specification is not there (its licence keeps it out of this repository): ${missing.join(", ")}`,
  );
  describe.skip(title, body);
}
