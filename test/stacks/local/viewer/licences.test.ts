import { readFileSync } from "node:fs";
import path from "node:path";
import { isAllowed, licenceOf, notInPage } from "../../../../stacks/local/viewer/build/licences";
import { noticesOf, packageOf } from "../../../../stacks/local/viewer/build/notices";
import { importsOf, projectFiles, repo } from "../../../support/sources";

interface Locked {
  readonly license?: string;
  readonly version?: string;
}

const lock = JSON.parse(readFileSync(path.join(repo, "dashboards/viewer/package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages).filter(([folder]) => folder !== "");
const nameOf = (folder: string): string => folder.replace(/^.*node_modules\//, "");

describe("licences of the viewer", () => {
  it("every package in the lock file has a licence that the page may contain, except those that are not in the page", () => {
    expect(packages.length).toBeGreaterThan(100);
    const refused = packages.filter(([folder, { license }]) => {
      const licence = licenceOf(nameOf(folder), license);
      return licence === undefined || !isAllowed(licence);
    });
    expect(refused.map(([folder]) => nameOf(folder))).toEqual(notInPage);
  });

  it("of Grafana's packages, only those are installed that are licensed under Apache 2.0 or MIT", () => {
    const found = packages.filter(([folder]) => nameOf(folder).startsWith("@grafana/"));
    expect(found.map(([folder, { license = "" }]) => `${nameOf(folder)} ${license}`).sort()).toEqual([
      "@grafana/data Apache-2.0",
      "@grafana/e2e-selectors Apache-2.0",
      "@grafana/faro-core Apache-2.0",
      "@grafana/faro-web-sdk Apache-2.0",
      "@grafana/i18n Apache-2.0",
      "@grafana/react-data-grid MIT",
      "@grafana/schema Apache-2.0",
      "@grafana/ui Apache-2.0",
    ]);
  });

  it("the viewer imports no other of Grafana's packages, and only in one file", () => {
    const files = projectFiles().filter((file) => /^dashboards\/viewer\/.*\.tsx?$/.test(file));
    const found = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith("@grafana/"))
        .map((target) => `${file} ${target}`),
    );
    const page = "dashboards/viewer/page/grafana.ts";
    expect([...new Set(found)].sort()).toEqual(["data", "i18n", "schema", "ui", "ui/unstable"].map((name) => `${page} @grafana/${name}`));
  });

  it("refuses licences that ask for the source of programs that use the package", () => {
    expect(
      ["AGPL-3.0-only", "GPL-3.0", "MPL-2.0", "MIT AND GPL-2.0", "(MIT OR GPL-2.0) AND GPL-2.0", "SEE LICENSE IN LICENSE"].filter(
        isAllowed,
      ),
    ).toEqual([]);
    expect(["MIT", "(MPL-2.0 OR Apache-2.0)", "(MIT AND Zlib)"].filter((text) => !isAllowed(text))).toEqual([]);
  });

  it("the notices contain name, version and licence text of each package, once", () => {
    const file = path.join(repo, "node_modules/zod/package.json");
    const text = noticesOf([file, path.join(repo, "node_modules/zod/index.js"), path.join(repo, "index.ts")]);
    expect(text).toMatch(/zod \d+\.\d+\.\d+\nLicence: MIT\n\nMIT License/);
    expect(text.match(/^Licence: /gm)).toHaveLength(1);
  });

  it("finds the package of a file, also of one inside another package", () => {
    expect(packageOf("/a/node_modules/@b/c/dist/x.js")).toBe("/a/node_modules/@b/c");
    expect(packageOf("/a/node_modules/d/node_modules/e/x.js")).toBe("/a/node_modules/d/node_modules/e");
    expect(packageOf("/a/src/x.js")).toBeUndefined();
  });
});
