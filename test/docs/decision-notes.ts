/** The file name of the index of the decision notes. */
const index = "README.md";

/** The required parts of a note, in this order. A note may have more parts, at any place. */
const parts = ["Context", "Decision", "Consequences"] as const;

const fileName = /^(\d{4})-[a-z0-9-]+\.md$/;
const indexLine = /^- \[(\d{4})\]\(([^)]*)\) (.*)$/;
const statusLine = /^Status: (?:accepted|superseded by (\d{4})) \(\d{4}-\d{2}-\d{2}\)$/;

const allowed = 'expected "Status: accepted (YYYY-MM-DD)" or "Status: superseded by NNNN (YYYY-MM-DD)"';

/** Problems with the file name, the title, the status and the parts of one note. `numbers` are the numbers of all notes. */
function noteProblems(file: string, text: string, numbers: readonly string[]): string[] {
  const number = fileName.exec(file)?.[1];
  if (number === undefined) return [`${file}: the name must be NNNN-words-of-the-title.md`];
  const lines = text.split("\n");
  const problems: string[] = [];
  if (!new RegExp(`^# ${number} \\S`).test(lines[0] ?? "")) problems.push(`${file}: the first line must be "# ${number} " and the title`);
  const status = statusLine.exec(lines[2] ?? "");
  if (status === null) problems.push(`${file}: the third line is "${lines[2] ?? ""}"; ${allowed}`);
  const superseding = status?.[1];
  if (superseding !== undefined && (superseding === number || !numbers.includes(superseding))) {
    problems.push(`${file}: superseded by ${superseding}, which is no other note`);
  }
  const headings = lines.filter((line) => line.startsWith("## ")).map((line) => line.slice(3));
  const found = headings.filter((heading) => (parts as readonly string[]).includes(heading));
  if (found.join() !== parts.join()) {
    problems.push(`${file}: has the parts ${found.join(", ") || "none"}; expected ${parts.join(", ")}, once each and in this order`);
  }
  const empty = text
    .split(/^## /m)
    .slice(1)
    .filter((part) => part.split("\n").slice(1).join("").trim() === "");
  return [...problems, ...empty.map((part) => `${file}: the part ${part.split("\n")[0] ?? ""} is empty`)];
}

/** Problems with the index: a note is not listed once, its number or title in the index is wrong, or a listed note does not exist. */
function indexProblems(notes: ReadonlyMap<string, string>, text: string): string[] {
  const listed = text.split("\n").flatMap((line) => {
    const [, number, file, title] = indexLine.exec(line) ?? [];
    return number === undefined || file === undefined ? [] : [{ number, file, title }];
  });
  const missing = [...notes].flatMap(([file, note]) => {
    const entries = listed.filter((entry) => entry.file === file);
    if (entries.length !== 1) return [`${index}: lists ${file} ${String(entries.length)} times; expected once`];
    const expected = (note.split("\n")[0] ?? "").replace(/^# /, "");
    const [entry] = entries;
    const shown = `${entry?.number ?? ""} ${entry?.title ?? ""}`;
    return shown === expected ? [] : [`${index}: calls ${file} "${shown}"; its title is "${expected}"`];
  });
  return [...missing, ...listed.filter(({ file }) => !notes.has(file)).map(({ file }) => `${index}: lists ${file}, which does not exist`)];
}

/**
 * Problems with the decision notes, as sentences. Empty if all notes and the index are correct.
 *
 * @param files the text of every file in the folder, including the index, by file name
 */
export function decisionProblems(files: ReadonlyMap<string, string>): string[] {
  const notes = new Map([...files].filter(([file]) => file !== index).sort(([a], [b]) => a.localeCompare(b)));
  const numbers = [...notes.keys()].map((file) => file.slice(0, 4));
  const repeated = [...new Set(numbers.filter((number, at) => numbers.indexOf(number) !== at))];
  return [
    ...repeated.map((number) => `${number} is the number of several notes`),
    ...[...notes].flatMap(([file, text]) => noteProblems(file, text, numbers)),
    ...indexProblems(notes, files.get(index) ?? ""),
  ];
}
