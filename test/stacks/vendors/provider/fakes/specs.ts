import { existsSync } from "node:fs";
import path from "node:path";
import { repo } from "../../../../support/sources";

/**
 * The folder with the vendors' API specifications. By default it is next to the repository, because the licences do not allow copies in the
 * repository.
 */
export const specsFolder = process.env["MONITORING_SPECS"] ?? path.resolve(repo, "../shared/specs");

const needed = ["sentry-openapi.json", "sentry-monitors.yaml"].map((file) => path.join(specsFolder, file));

/** A group of tests that need the specifications. If they are missing, the group is skipped with a message; in CI, it runs and fails. */
export function describeWithSpecs(title: string, body: () => void): void {
  const missing = needed.filter((file) => !existsSync(file));
  if (missing.length === 0 || process.env["CI"] === "true") {
    describe(title, () => {
      // The first test reads and compiles the specifications, which takes a while on a busy machine.
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
