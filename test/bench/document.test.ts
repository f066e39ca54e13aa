import { merged, sectionsOf, sectionText } from "./document";
import { median, type Section } from "./section";

const section = (name: string): Section => ({
  name,
  title: `Title of ${name}`,
  about: "About.",
  run: () => Promise.reject(new Error("not run")),
});
const sections = [section("a"), section("b"), section("c")];
const textOf = (of: Section, cell: string) => sectionText(of, { head: ["x"], rows: [[cell]], notes: ["A note."] }, "_today_");

describe("docs/benchmarks.md", () => {
  it("keeps the tables of sections that were not measured, in the order of the sections", () => {
    const [a, b, c] = sections as [Section, Section, Section];
    const first = merged("", sections, new Map([[c.title, textOf(c, "1")]]));
    const second = merged(first, sections, new Map([[a.title, textOf(a, "2")]]));
    expect([...sectionsOf(second)]).toEqual([
      [a.title, textOf(a, "2")],
      [c.title, textOf(c, "1")],
    ]);
    expect(second).not.toContain(b.title);
    expect(merged(second, sections, new Map())).toBe(second);
  });

  it("shows the head, rows, notes and circumstances of a section", () => {
    expect(textOf(section("a"), "1")).toBe("## Title of a\n\nAbout.\n\n| x |\n| --- |\n| 1 |\n\nA note.\n\n_today_");
  });
});

it("averages the two middle values of an even number of values", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
});
