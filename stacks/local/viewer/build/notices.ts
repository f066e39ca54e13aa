import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isAllowed, licenceOf } from "./licences";

interface Part {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  readonly text: string;
}

/** Returns the folder of the package that contains a file; undefined for a file of the project. */
export function packageOf(file: string): string | undefined {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return folder;
}

function partIn(folder: string): Part {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const text = files.map((file) => readFileSync(path.join(folder, file), "utf8").trim()).join("\n\n");
  return { name, version, licence: licenceOf(name, license), text };
}

/**
 * Returns the notices of all packages that contain these files: name, version, licence and licence text. Throws an Error that names each
 * package whose licence is not allowed.
 */
export function noticesOf(files: readonly string[]): string {
  const folders = [...new Set(files.flatMap((file) => packageOf(file) ?? []))].filter((folder) =>
    existsSync(path.join(folder, "package.json")),
  );
  const parts = folders.map(partIn).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
  const refused = parts.filter(({ licence }) => licence === undefined || !isAllowed(licence));
  if (refused.length > 0)
    throw new Error(
      `The page may not contain these packages, because their licence is not allowed in build/licences.ts: ${refused
        .map(({ name, version, licence }) => `${name} ${version} (${licence ?? "no licence"})`)
        .join(", ")}.`,
    );
  const sections = parts.map(({ name, version, licence, text }) => `${name} ${version}\nLicence: ${licence ?? ""}\n\n${text}`);
  return ["This page contains the following packages.", ...sections].join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}
