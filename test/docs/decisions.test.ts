import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repo } from "../support/sources";
import { decisionProblems } from "./decision-notes";

const folder = path.join(repo, "docs/decisions");

test("every decision note has the required format, and the index lists exactly these notes with their titles", () => {
  const files = new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
  expect(files.size).toBeGreaterThan(50);
  expect(decisionProblems(files)).toEqual([]);
});

describe("the check of a folder with two decision notes", () => {
  const note = (title: string, status = "accepted (2026-11-28)"): string =>
    `# ${title}\n\nStatus: ${status}\n\n## Context\n\nC.\n\n## Decision\n\nD.\n\n### Rejected\n\nR.\n\n## Consequences\n\nQ.\n`;
  const good = new Map([
    ["README.md", "# Decisions\n\n- [0001](0001-one.md) One\n- [0002](0002-two.md) Two `two`\n"],
    ["0001-one.md", note("0001 One", "superseded by 0002 (2026-11-28)")],
    ["0002-two.md", note("0002 Two `two`")],
  ]);
  /** The problems after one file's text is replaced with `text`, or after the file is removed if `text` is undefined. */
  const problems = (file: string, text?: string): string[] => {
    const files = new Map(good);
    if (text === undefined) files.delete(file);
    else files.set(file, text);
    return decisionProblems(files);
  };

  it("reports no problem if both notes and the index are correct", () => {
    expect(decisionProblems(good)).toEqual([]);
  });

  it("reports an index that lacks a note, lists a note twice, or has a wrong title", () => {
    const [two] = ["- [0002](0002-two.md) Two `two`\n"];
    expect(problems("README.md", two)).toEqual(["README.md: lists 0001-one.md 0 times; expected once"]);
    expect(problems("README.md", `${good.get("README.md") ?? ""}${two}`)).toEqual(["README.md: lists 0002-two.md 2 times; expected once"]);
    expect(problems("README.md", `- [0001](0001-one.md) Won\n${two}`)).toEqual([
      'README.md: calls 0001-one.md "0001 Won"; its title is "0001 One"',
    ]);
    expect(problems("README.md", `- [0003](0001-one.md) One\n${two}`)).toEqual([
      'README.md: calls 0001-one.md "0003 One"; its title is "0001 One"',
    ]);
  });

  it("reports an index that lists a missing note, and a missing index", () => {
    expect(problems("README.md", `${good.get("README.md") ?? ""}- [0003](0003-three.md) Three\n`)).toEqual([
      "README.md: lists 0003-three.md, which does not exist",
    ]);
    expect(problems("README.md")).toHaveLength(2);
  });

  it("reports two notes with the same number", () => {
    expect(problems("0002-again.md", note("0002 Again"))).toEqual([
      "0002 is the number of several notes",
      "README.md: lists 0002-again.md 0 times; expected once",
    ]);
  });

  it("reports a title whose number differs from the file name, and a file name without a number", () => {
    expect(problems("0002-two.md", note("0003 Two `two`"))).toEqual([
      '0002-two.md: the first line must be "# 0002 " and the title',
      'README.md: calls 0002-two.md "0002 Two `two`"; its title is "0003 Two `two`"',
    ]);
    expect(problems("two.md", note("0002 Two"))[0]).toBe("two.md: the name must be NNNN-words-of-the-title.md");
  });

  it.each(["", "proposed (2026-11-28)", "accepted", "superseded (2026-11-28)", "superseded by 2 (2026-11-28)"])(
    'reports the status "%s" as invalid',
    (status) => {
      expect(problems("0002-two.md", note("0002 Two `two`", status))).toEqual([
        `0002-two.md: the third line is "Status: ${status}"; expected "Status: accepted (YYYY-MM-DD)" or "Status: superseded by NNNN (YYYY-MM-DD)"`,
      ]);
    },
  );

  it.each(["0001", "0003"])("reports a note 0001 that is superseded by %s, which is no other existing note", (number) => {
    expect(problems("0001-one.md", note("0001 One", `superseded by ${number} (2026-11-28)`))).toEqual([
      `0001-one.md: superseded by ${number}, which is no other note`,
    ]);
  });

  it("reports a part of a note that is missing, repeated, out of order or empty", () => {
    const text = note("0002 Two `two`");
    const wrong = (found: string): string =>
      `0002-two.md: has the parts ${found}; expected Context, Decision, Consequences, once each and in this order`;
    expect(problems("0002-two.md", text.replace("## Decision", "## Choice"))).toEqual([wrong("Context, Consequences")]);
    expect(problems("0002-two.md", `${text}\n## Context\n\nMore.\n`)).toEqual([wrong("Context, Decision, Consequences, Context")]);
    expect(
      problems("0002-two.md", text.replace("## Context", "## X").replace("## Decision", "## Context").replace("## X", "## Decision")),
    ).toEqual([wrong("Decision, Context, Consequences")]);
    expect(problems("0002-two.md", text.replace("\nQ.\n", ""))).toEqual(["0002-two.md: the part Consequences is empty"]);
  });
});
