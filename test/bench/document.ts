import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Measured, Section } from "./section";

const top = `# Benchmarks

\`npm run bench\` writes this page. \`npm run test:soak\` writes the section "Soak run". \`npm run bench -- --only <name>\` measures one section
and keeps the others. The last line of a section says when and on which machine it was measured. The figures depend on the machine, so no
test asserts them. Many tables also show ratios and targets. "0.5 of the target" means half of the target's value.
`;

const table = ({ head, rows }: Measured): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Returns the text of one section. `circumstances` names the time, machine, commit and versions of the measurement. */
export function sectionText(section: Section, measured: Measured, circumstances: string): string {
  const notes = (measured.notes ?? []).join(" ");
  return [`## ${section.title}`, section.about, table(measured), ...(notes === "" ? [] : [notes]), circumstances, ""]
    .join("\n\n")
    .trimEnd();
}

/** Returns the sections of a document by title. */
export function sectionsOf(document: string): ReadonlyMap<string, string> {
  const parts = document.split(/^(?=## )/m).filter((part) => part.startsWith("## "));
  return new Map(parts.map((part) => [part.slice(3, part.indexOf("\n")), part.trimEnd()]));
}

/**
 * Returns the document with new section texts, in the order of `sections`. A section without a new text keeps its old text. Sections that
 * are not in `sections` are removed.
 */
export function merged(document: string, sections: readonly Section[], texts: ReadonlyMap<string, string>): string {
  const kept = sectionsOf(document);
  const parts = sections.flatMap(({ title }) => texts.get(title) ?? kept.get(title) ?? []);
  return `${[top.trimEnd(), ...parts].join("\n\n")}\n`;
}

/** Writes the result of `merged` to the file. Creates the file if it does not exist. */
export function updateDocument(file: string, sections: readonly Section[], texts: ReadonlyMap<string, string>): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(`${file}.new`, merged(before, sections, texts));
  renameSync(`${file}.new`, file);
}
